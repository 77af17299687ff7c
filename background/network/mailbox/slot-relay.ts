import type { Event } from 'nostr-tools/pure'
import type { RelayLimits } from '../protocol.ts'

/** A relay as the mailbox needs it (RelayConnection). */
export interface SlotRelay {
  readonly url: string
  readonly isOpen: boolean
  readonly limits: RelayLimits | undefined
  /** Resolves when the relay said OK. Rejects with its words. */
  publish(event: Event): Promise<void>
  /** The ids of those events that it gives when asked. Rejects when it does not answer. */
  holdsAll(events: readonly Event[]): Promise<ReadonlySet<string>>
}
