import { limits } from '../../../extension/limits.ts'

/*
 * A message goes over a data channel as fragments, in order and one message at a time, which an ordered channel keeps.
 * Each fragment is one byte (1: more of this message follows, 0: it ends here) and a piece of the message: `fragmentBytes` of
 * it, or what is left in the last one.
 */

/** Bytes of a message in one fragment. Browsers disagree on what a channel can carry at once; 64 KiB all of them can. */
export const fragmentBytes = 64 * 1024

/** Bytes of one message: a whole cart, and what y-webrtc puts around it. */
export const mostMessageBytes = limits.cartBytes + 64 * 1024

const last = 0
const more = 1

/** The fragments of one message, in the order in which they have to be sent. */
export function fragmentsOf(message: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const count = Math.max(1, Math.ceil(message.length / fragmentBytes))
  return Array.from({ length: count }, (_, at) => {
    const piece = message.subarray(at * fragmentBytes, (at + 1) * fragmentBytes)
    const fragment = new Uint8Array(1 + piece.length)
    fragment[0] = at === count - 1 ? last : more
    fragment.set(piece, 1)
    return fragment
  })
}

/** Puts the messages of one channel together again. */
export class FragmentJoiner {
  #pieces: Uint8Array[] = []
  #bytes = 0

  /**
   * Takes the next fragment and answers the message that it ends, if it does. Throws a RangeError when it is none, or its
   * message is over `mostMessageBytes`: the channel is of no use then.
   */
  take(fragment: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
    const [head] = fragment
    if (head !== last && head !== more) throw new RangeError('A fragment has no known header')
    // Else a member's device could fill the memory with pieces of no size.
    if (head === more && fragment.length !== 1 + fragmentBytes) throw new RangeError('A fragment is not full')
    this.#bytes += fragment.length - 1
    if (this.#bytes > mostMessageBytes) throw new RangeError(`A message is over ${mostMessageBytes} bytes`)
    this.#pieces.push(fragment.subarray(1))
    return head === last ? this.#join() : undefined
  }

  #join(): Uint8Array<ArrayBuffer> {
    const message = new Uint8Array(this.#bytes)
    let at = 0
    for (const piece of this.#pieces) {
      message.set(piece, at)
      at += piece.length
    }
    this.#pieces = []
    this.#bytes = 0
    return message
  }
}
