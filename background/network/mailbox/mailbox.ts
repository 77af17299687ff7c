import type { NetworkStatus, RelayStatus, SaveProblem } from '../protocol.ts'
import type { Origin } from '../replica.ts'

export interface MailboxStatus {
  /** Relays that gave back all that this device has. */
  readonly savedOn: number
  /** When the last of them did, ms since 1970. */
  readonly savedAt?: number
  /** This device has something that no relay has given back. */
  readonly waiting: boolean
  readonly progress?: NonNullable<NetworkStatus['progress']>
  readonly problem?: SaveProblem
}

/** What is known of one relay's share of the mailbox. */
export type RelayShare = Pick<RelayStatus, 'hasAll' | 'holds' | 'problem'>

/** Carries a cart between devices that are never online together, by what relays keep. */
export interface Mailbox {
  status(): MailboxStatus
  /** Of a relay by its address; one that was not asked yet has nothing. */
  share(url: string): RelayShare
  /** The replica changed. What `origin` is decides how soon it is written. */
  changed(origin: Origin): void
  /** Whether nothing more can be done now: every connected relay was read and has everything, or is left alone for a while. */
  settled(): boolean
  /** Events that were forged or could not be read, and were left out. */
  readonly ignored: number
  close(): void
}
