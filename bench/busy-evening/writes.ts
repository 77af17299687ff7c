import type { Event } from 'nostr-tools/pure'
import { eventKinds } from '../../background/network/cart-signer.ts'

const minuteMs = 60_000

/** What relays were given, by relay, kind and minute. */
export class Writes {
  readonly #relays: readonly string[]
  readonly #from: number
  readonly #minutes: number
  readonly #all: {
    readonly url: string
    readonly kind: number
    readonly minute: number
    readonly bytes: number
  }[] = []

  constructor(relays: readonly string[], from: number, minutes: number) {
    this.#relays = relays
    this.#from = from
    this.#minutes = minutes
  }

  add(url: string, event: Event, at: number): void {
    const minute = Math.floor((at - this.#from) / minuteMs)
    this.#all.push({ url, kind: event.kind, minute, bytes: JSON.stringify(event).length })
  }

  /** One number for each relay and minute. */
  perRelayAndMinute(kind: 'mailbox' | 'signals'): number[] {
    const wanted = kind === 'signals' ? eventKinds.signal : eventKinds.slot
    return this.#relays.flatMap(url =>
      Array.from(
        { length: this.#minutes },
        (_, minute) =>
          this.#all.filter(one => one.url === url && one.kind === wanted && one.minute === minute).length,
      ),
    )
  }

  get count(): number {
    return this.#all.length
  }

  /** To each relay, on average. */
  get bytes(): number {
    return this.#all.reduce((sum, { bytes }) => sum + bytes, 0) / this.#relays.length
  }
}
