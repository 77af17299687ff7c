import type { DeviceId, Member } from './cart-view.ts'

/** Who looks at a cart: a device and, once it was asked for, the name of its person. */
export interface Viewer {
  readonly device: DeviceId
  readonly person?: string
}

/** The same person's: this very device, or another one under the same name. */
export function isOwn(member: Member, { device, person }: Viewer): boolean {
  return member.device === device || (person !== undefined && member.person.trim() === person.trim())
}

/** The names of the people besides the viewer, each once, in the order of `members`. A member without a name has none here. */
export function otherPeople(members: readonly Member[], viewer: Viewer): string[] {
  const names = members.filter(member => !isOwn(member, viewer)).map(member => member.person.trim())
  return [...new Set(names)].filter(name => name !== '')
}
