import type { DeviceId, Member } from './cart-view.ts'
import { kind } from './entries.ts'
import { newest } from './fields.ts'
import type { Held } from './line-state.ts'

/** A household has a few; the rest of what a hostile document names is not shown, so that messages stay small. */
export const mostMembers = 100

/** What the cart says of itself, besides its lines. */
export interface CartHeadView {
  readonly name?: string
  /** By device, the first 100; what further devices add counts, but without a name. */
  readonly members: readonly Member[]
  /** Relay addresses that the members agreed on; empty if nobody chose any. */
  readonly relays: readonly string[]
}

/** `held` are the live cart-wide entries. */
export function cartHead(held: readonly Held[]): CartHeadView {
  const name = newest(held, kind.cartName)?.value
  return {
    ...(name !== undefined && { name }),
    members: membersOf(held),
    relays: newest(held, kind.relays)?.value ?? [],
  }
}

/** Each device speaks for itself: a card counts only for the device whose array it stands in. */
function membersOf(held: readonly Held[]): Member[] {
  const cards = new Map<DeviceId, Held[]>()
  for (const card of held) {
    if (card.entry[0] !== kind.member) continue
    const own = cards.get(card.device)
    if (own) own.push(card)
    else cards.set(card.device, [card])
  }
  const members = [...cards].map(([device, own]) => ({ device, card: newest(own, kind.member)?.value }))
  return members
    .flatMap(({ device, card }) => (card ? [{ device, person: card.person, colour: card.colour }] : []))
    .sort((a, b) => (a.device < b.device ? -1 : 1))
    .slice(0, mostMembers)
}
