import type { RelayOfCart } from '../../extension/messages/settings-surface.ts'

/** Tells of each of a cart's relays whose choice it was. What neither list has, another member added. */
export function withOrigins(
  relays: readonly string[],
  lists: { readonly own: readonly string[]; readonly picked: readonly string[] },
): readonly RelayOfCart[] {
  return relays.map(url => ({ url, origin: originOf(url, lists) }))
}

function originOf(url: string, { own, picked }: Parameters<typeof withOrigins>[1]): RelayOfCart['origin'] {
  if (own.includes(url)) return 'you'
  return picked.includes(url) ? 'picked' : 'member'
}
