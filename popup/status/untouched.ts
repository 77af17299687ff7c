import { isOwn } from '../../extension/cart/people.ts'
import type { CartHead } from '../../extension/messages/popup-surface.ts'

/**
 * A shared cart of which this device has nothing yet but its own name: it was joined (or shared while empty) and
 * nothing was received, nor did the person put anything into it.
 */
export function isUntouched(head: CartHead, lines: number): boolean {
  const alone = head.members.every(member => isOwn(member, head))
  return head.shared && lines === 0 && head.name === undefined && alone
}

/** Neither a relay nor a member's device is there to receive from, nor was a relay when it was last asked. */
export function isCutOff({ network }: CartHead): boolean {
  if (!network) return true
  const answered = network.relays.some(
    ({ state, answeredAt }) => state === 'connected' || (state === 'resting' && answeredAt !== undefined),
  )
  return network.peers.length === 0 && !answered
}
