import { isOwn, otherPeople } from '../../extension/cart/people.ts'
import type { CartHead } from '../../extension/messages/popup-surface.ts'
import type { Text } from '../../ui/text/text.ts'

/** Who has the cart open now, besides this device. */
export interface Connected {
  /** Their names, each once; devices that the cart does not know yet count as one person each. */
  readonly people: readonly string[]
  /** Other devices of this very person. */
  readonly ownDevices: number
}

/** Tells the people behind the connected devices: one person may have several. */
export function connectedTo(head: CartHead, text: Text): Connected {
  const peers = new Set(head.network?.peers)
  const members = head.members.filter(({ device }) => peers.has(device))
  const own = members.filter(member => isOwn(member, head))
  const named = members.filter(member => member.person.trim() !== '')
  const strangers = peers.size - new Set([...own, ...named]).size
  return {
    people: [...otherPeople(members, head), ...new Array<string>(strangers).fill(text('someone'))],
    ownDevices: own.length,
  }
}

/** "2 people connected", "Your other device is connected", or nothing while nobody is there. */
export function connectedWords({ people, ownDevices }: Connected, text: Text): readonly string[] {
  if (people.length > 0) return [text.plural('status_connected', people.length)]
  return ownDevices > 0 ? [text.plural('status_own_connected', ownDevices)] : []
}
