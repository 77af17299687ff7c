import type { DeviceId, Member } from '../../extension/cart/cart-view.ts'
import type { CartHead } from '../../extension/messages/popup-surface.ts'
import type { Text } from '../../ui/text/text.ts'

/** A member's device as a view names it. */
export interface Person {
  readonly name: string
  readonly initials: string
  /** `#rrggbb` */
  readonly colour: string
}

const noColour = '#6b665e'

export function personOf(head: CartHead | undefined, device: DeviceId, text: Text): Person {
  const member = head?.members.find(m => m.device === device)
  const colour = safeColour(member)
  if (head && device === head.device) {
    const own = head.person ?? member?.person
    return { name: text('you'), initials: initials(own ?? text('you')), colour }
  }
  const name = member?.person.trim() || text('someone')
  return { name, initials: initials(name), colour }
}

/** Another member's device chose it: only a plain colour gets through. */
function safeColour(member: Member | undefined): string {
  return member && /^#[0-9a-f]{6}$/i.test(member.colour) ? member.colour : noColour
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(word => word !== '')
  return words
    .slice(0, 2)
    .map(word => [...word][0] ?? '')
    .join('')
    .toLocaleUpperCase()
}

/** Black or white, whichever is easier to read on `colour`. */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  return luminance(colour) > 0.179 ? '#000000' : '#ffffff'
}

/** Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2). */
export function luminance(colour: string): number {
  const channel = (at: number): number => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
