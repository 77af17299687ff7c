import { relayAddress } from '../../extension/invite/relay-address.ts'

/**
 * The relays of a cart, in canonical form: those that its members agreed on (`entry`), if any of them is an address that
 * a cart may use; else those that this device knows the cart by (`record`: of its link, or what the entry said before).
 */
export function cartRelays(record: readonly string[], entry: readonly string[]): readonly string[] {
  const agreed = usable(entry)
  return agreed.length > 0 ? agreed : usable(record)
}

function usable(relays: readonly string[]): string[] {
  return [...new Set(relays.flatMap(relay => relayAddress(relay) ?? []))]
}
