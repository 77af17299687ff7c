import type { Event } from 'nostr-tools/pure'
import type { Coverage } from '../coverage.ts'
import { expiryOf, slotOf } from './slot.ts'
import type { SlotHeader } from './slot-header.ts'

/** What is remembered of an event in a slot. Its update is not: that is in the replica. */
export interface ShelvedSlot extends SlotHeader {
  readonly slot: string
  readonly id: string
  /** Seconds since 1970. */
  readonly createdAt: number
  /** ms since 1970. */
  readonly expiresAt: number
  /** Of the event as it is sent. */
  readonly bytes: number
  readonly coverage: Coverage
}

/** What a slot's header and update say, without the update. */
export interface SlotSummary {
  readonly header: SlotHeader
  readonly coverage: Coverage
}

export function shelvedSlot(event: Event, { header, coverage }: SlotSummary): ShelvedSlot {
  return {
    ...header,
    slot: slotOf(event) ?? '',
    id: event.id,
    createdAt: event.created_at,
    expiresAt: expiryOf(event),
    bytes: JSON.stringify(event).length,
    coverage,
  }
}

const dayMs = 24 * 60 * 60 * 1000

/** A slot that ends sooner counts as missing, so that a device that is in use writes its contents anew: half of a slot's life. */
export function isLasting({ expiresAt }: ShelvedSlot, now: number): boolean {
  return expiresAt > now + 45 * dayMs
}

/** Its device did not renew it for long, though it would have when it was last in use. */
export function isLeftBehind({ expiresAt }: ShelvedSlot, now: number): boolean {
  return expiresAt < now + 30 * dayMs
}
