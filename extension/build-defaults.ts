/*
 * What a build fixes: the relays that new carts use, the page that cart links point to, and how soon the network rests.
 * `scripts/build` puts the values of the environment variables RELAYS, GUEST_PAGE and QUIET_SECONDS here; plain Node
 * (unit tests) has none of them.
 */
declare const __RELAYS__: readonly string[] | undefined
declare const __GUEST_PAGE__: string | undefined
declare const __QUIET_SECONDS__: number | undefined

/** What a cart's relays are picked from: canonical addresses, empty when the build has none. */
export const defaultRelays: readonly string[] = typeof __RELAYS__ === 'undefined' ? [] : __RELAYS__

/** Address of the guest page without a fragment. The fallback can never resolve (RFC 2606), but the link can be pasted. */
export const guestPage: string =
  typeof __GUEST_PAGE__ === 'undefined' ? 'https://common-cart.invalid/' : __GUEST_PAGE__

/** How long the network stays up after the last change, ms. */
export const quietMs: number = 1000 * (typeof __QUIET_SECONDS__ === 'undefined' ? 180 : __QUIET_SECONDS__)
