/*
 * What a build fixes: the relays that new carts use and the page that cart links point to. `scripts/build` puts
 * the values of the environment variables RELAYS and GUEST_PAGE here; plain Node (unit tests) has neither.
 */
declare const __RELAYS__: readonly string[] | undefined
declare const __GUEST_PAGE__: string | undefined

/** Relay addresses (ws: or wss:), empty when the build names none. */
export const defaultRelays: readonly string[] = typeof __RELAYS__ === 'undefined' ? [] : __RELAYS__

/** Address of the guest page without a fragment. The fallback can never resolve (RFC 2606), but the link can be pasted. */
export const guestPage: string =
  typeof __GUEST_PAGE__ === 'undefined' ? 'https://common-cart.invalid/' : __GUEST_PAGE__
