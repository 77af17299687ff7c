/** What the address of this page has after its #. */
export type LinkState = 'whole' | 'incomplete' | 'missing'

// The shortest link of format 1 has no relays in it: version and frame (9 bytes) and the secret (32 bytes), as base64url.
const shortest = Math.ceil(((9 + 32) * 4) / 3)

/** Judges `hash` (as `location.hash` has it) by its length alone: its content is the cart's key and is not read. */
export function linkState(hash: string): LinkState {
  const length = hash.replace(/^#/, '').length
  if (length === 0) return 'missing'
  return length < shortest ? 'incomplete' : 'whole'
}
