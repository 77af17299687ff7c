import type { Event } from '@nostr-relay/common'
import type { RelaySwitches } from './switches.ts'
import type { RelayCounts } from './traffic.ts'

export interface RelayOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number
  /** What it holds from the start, for example the `events()` of a stopped relay. */
  readonly events?: readonly Event[]
  /** How it behaves from the start. */
  readonly switches?: RelaySwitches
  /** Why an event is refused (`rate-limited: ...`), if it is. */
  refuse?(event: Event): string | undefined
  /** Whether an event is acknowledged and then lost, as some relays do. */
  lose?(event: Event): boolean
}

/** What can be done to a relay while it runs, in this process or in another. */
export interface RelayControl {
  /** Behaves like this from now on; what is not named is as usual. Connections end where `auth` or `connections` changes. */
  set(switches: RelaySwitches): void
  /** Loses all that it holds. */
  forget(): void
  /** Holds this event and passes it on to who listens, whether or not it is genuine. */
  plant(event: Event): void
  /** Sends anything as an event to every open question, once. */
  inject(event: unknown): void
  /** Sends text to every client as it is. */
  sendFrame(text: string): void
  /** What it holds now, newest first. */
  events(): readonly Event[]
  /** Every event that any client ever sent, in order, ephemeral and refused ones included. */
  received(): readonly Event[]
  /** Every message that any client ever sent, as it was sent. */
  frames(): readonly string[]
  counts(): RelayCounts
}

export interface Relay extends RelayControl {
  readonly url: string
  readonly port: number
  /** Cuts every connection at once and frees the port. */
  stop(): Promise<void>
}
