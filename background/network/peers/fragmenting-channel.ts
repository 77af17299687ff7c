import { FragmentJoiner, fragmentsOf, mostMessageBytes } from './fragments.ts'

/** Bytes that the browser is given at a time: Chromium ends a channel that has 16 MiB waiting. */
const mostBuffered = 1024 * 1024

/** What of a data channel is used here. */
export type RawChannel = Pick<
  RTCDataChannel,
  | 'label'
  | 'readyState'
  | 'binaryType'
  | 'bufferedAmount'
  | 'bufferedAmountLowThreshold'
  | 'send'
  | 'close'
  | 'addEventListener'
>

/**
 * A data channel whose messages may have any size up to `mostMessageBytes`: it has all that simple-peer uses of one
 * (simple-peer/index.js), and sends and gets fragments behind it. Both ends of a connection must be one. What it
 * cannot go on from (a fragment that is none, a receiver that takes nothing) closes it; y-webrtc then calls anew.
 */
export class FragmentingChannel {
  readonly #raw: RawChannel
  readonly #joiner = new FragmentJoiner()
  #waiting: Uint8Array<ArrayBuffer>[] = []
  #waitingBytes = 0
  onmessage: ((event: { readonly data: ArrayBuffer }) => void) | null = null
  onopen: ((event: Event) => void) | null = null
  onclose: ((event: Event) => void) | null = null
  onerror: ((event: Event) => void) | null = null
  onbufferedamountlow: ((event: Event) => void) | null = null
  binaryType = 'arraybuffer'

  constructor(raw: RawChannel) {
    this.#raw = raw
    raw.binaryType = 'arraybuffer'
    raw.bufferedAmountLowThreshold = mostBuffered / 2
    raw.addEventListener('message', event => this.#take((event as MessageEvent<unknown>).data))
    raw.addEventListener('open', event => this.onopen?.(event))
    raw.addEventListener('close', event => this.onclose?.(event))
    raw.addEventListener('error', event => this.onerror?.(event))
    raw.addEventListener('bufferedamountlow', event => {
      this.#flush()
      this.onbufferedamountlow?.(event)
    })
  }

  get label(): string {
    return this.#raw.label
  }

  get readyState(): RTCDataChannelState {
    return this.#raw.readyState
  }

  /** Bytes that are not sent yet, with those that the browser has not been given. */
  get bufferedAmount(): number {
    return this.#raw.bufferedAmount + this.#waitingBytes
  }

  /** Sends one message of at most `mostMessageBytes`. Throws a RangeError for a larger one, like the browser's own. */
  send(message: Uint8Array): void {
    if (message.length > mostMessageBytes) throw new RangeError(`A message is over ${mostMessageBytes} bytes`)
    if (this.#raw.readyState !== 'open')
      throw new DOMException('The channel is not open', 'InvalidStateError')
    if (this.#waitingBytes > mostMessageBytes) {
      this.#end('The other device does not take what it is sent')
      return
    }
    for (const fragment of fragmentsOf(message)) {
      this.#waiting.push(fragment)
      this.#waitingBytes += fragment.length
    }
    this.#flush()
  }

  close(): void {
    this.#waiting = []
    this.#waitingBytes = 0
    this.#raw.close()
  }

  #flush(): void {
    try {
      let [next] = this.#waiting
      while (next && this.#raw.readyState === 'open' && this.#raw.bufferedAmount < mostBuffered) {
        this.#raw.send(next)
        this.#waiting.shift()
        this.#waitingBytes -= next.length
        next = this.#waiting[0]
      }
    } catch (error) {
      // Half a message may be under way: nothing that came after it could be read.
      this.#end(error)
    }
  }

  #take(data: unknown): void {
    if (this.#raw.readyState !== 'open') return
    try {
      if (!(data instanceof ArrayBuffer)) throw new TypeError('A fragment is no bytes')
      const message = this.#joiner.take(new Uint8Array(data))
      if (message) this.onmessage?.({ data: message.buffer })
    } catch (error) {
      this.#end(error)
    }
  }

  #end(reason: unknown): void {
    console.warn('A direct connection was closed:', reason)
    this.close()
  }
}
