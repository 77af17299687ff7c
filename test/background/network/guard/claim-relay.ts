import type { Event } from 'nostr-tools/pure'
import { vi } from 'vitest'
import type { ProfileGuard } from '../../../../background/network/guard/profile-guard.ts'
import type { SlotRelay } from '../../../../background/network/mailbox/slot-relay.ts'
import type { FakeClock } from '../fake-clock.ts'

/** A relay in the time of a fake clock: it keeps the newest claim and passes claims on, in order on each connection. */
export class ClaimRelay {
  readonly url: string
  readonly #clock: FakeClock
  readonly #listeners = new Map<ProfileGuard, (event: Event) => void>()
  kept: Event | undefined
  /** How many claims it was given. */
  written = 0
  /** Says OK and keeps nothing. */
  isLosing = false
  isRefusing = false
  /** Tells nobody of what is new. */
  isMute = false

  constructor(url: string, clock: FakeClock) {
    this.url = url
    this.#clock = clock
  }

  /** Connects a guard; each message takes `latency` ms. The returned function cuts the connection. */
  connect(guard: ProfileGuard, latency: number): () => void {
    let isOpen = true
    const after = (run: () => void): void => void this.#clock.after(latency, () => isOpen && run())
    const roundTrip = <T>(atRelay: () => T): Promise<T> =>
      new Promise((resolve, reject) => {
        after(() => {
          try {
            const answer = atRelay()
            after(() => resolve(answer))
          } catch (error) {
            after(() => reject(error))
          }
        })
      })
    const relay: SlotRelay = {
      url: this.url,
      get isOpen() {
        return isOpen
      },
      limits: undefined,
      publish: event => roundTrip(() => this.#take(event)),
      holdsAll: events =>
        roundTrip(() => new Set(events.map(({ id }) => id).filter(id => id === this.kept?.id))),
    }
    guard.asked(relay)
    after(() => {
      const { kept } = this
      after(() => {
        if (kept) guard.event(kept, relay)
        guard.stored(relay)
      })
      this.#listeners.set(guard, event => after(() => guard.event(event, relay)))
    })
    return () => {
      isOpen = false
      this.#listeners.delete(guard)
      guard.lost(relay)
    }
  }

  #take(event: Event): void {
    this.written += 1
    if (this.isRefusing) throw new Error('blocked: not here')
    if (this.isLosing) return
    if (!this.kept || this.kept.created_at < event.created_at) this.kept = event
    if (!this.isMute) for (const tell of this.#listeners.values()) tell(event)
  }
}

/** Lets time pass in small steps, each followed by all the encryption that it began. */
export function timePasser(clock: FakeClock): (ms: number) => Promise<void> {
  let running = 0
  async function counted<T>(work: Promise<T>): Promise<T> {
    running += 1
    try {
      return await work
    } finally {
      running -= 1
    }
  }
  const { subtle } = crypto
  const encrypt = subtle.encrypt.bind(subtle)
  const decrypt = subtle.decrypt.bind(subtle)
  vi.spyOn(subtle, 'encrypt').mockImplementation((how, key, data) => counted(encrypt(how, key, data)))
  vi.spyOn(subtle, 'decrypt').mockImplementation((how, key, data) => counted(decrypt(how, key, data)))
  async function idle(): Promise<void> {
    do await new Promise(resolve => setImmediate(resolve))
    while (running > 0)
    await new Promise(resolve => setImmediate(resolve))
    if (running > 0) await idle()
  }
  return async ms => {
    await idle()
    for (let passed = 0; passed < ms; passed += 100) {
      clock.advance(100)
      await idle()
    }
  }
}
