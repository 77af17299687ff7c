/**
 * One end of a line between two contexts. Messages arrive in order and each once, or the line closes; bytes are
 * Uint8Array on both ends. A listener may be added at any time; a line that is closed stays closed.
 */
export interface Line<Out, In> {
  send(message: Out): void
  onMessage(listener: (message: In) => void): void
  /** Called when the other end closed the line, or is gone. */
  onClose(listener: () => void): void
  close(): void
}
