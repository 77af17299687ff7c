/** y-webrtc's end of a line: `signaling-client.ts`. */
export interface SignalingEnd {
  /** Lets y-webrtc announce itself. */
  connect(): void
  /** Hands y-webrtc what another device published. */
  deliver(data: string): void
}

/** Where a y-webrtc signaling client sends and gets its messages: the cart session that its address names. */
export interface SignalingLine {
  /** The one room that this line serves. y-webrtc tells every client of every room. */
  readonly topic: string
  attach(client: SignalingEnd): void
  detach(client: SignalingEnd): void
  publish(data: string): void
}

/** y-webrtc makes its clients itself and gives them nothing but an address, so they look their line up here. */
const lines = new Map<string, SignalingLine>()

/** Makes `line` known under `url`. The returned function takes it back. */
export function registerLine(url: string, line: SignalingLine): () => void {
  lines.set(url, line)
  return () => lines.delete(url)
}

export function lineAt(url: string): SignalingLine | undefined {
  return lines.get(url)
}
