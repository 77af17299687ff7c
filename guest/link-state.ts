import { findFragment, readFragment } from '../extension/invite/link-format.ts'
import { UserError } from '../extension/user-error.ts'

/** What the address of this page has after its #. */
export type LinkState = 'whole' | 'incomplete' | 'damaged' | 'missing'

/**
 * Judges `hash` (as `location.hash` has it) by its frame: the length and the checksum that a link carries. What is in
 * the frame is the cart's key and is not read.
 */
export async function linkState(hash: string): Promise<LinkState> {
  const fragment = findFragment(hash)
  if (fragment === undefined) return isCutMarker(hash) ? 'incomplete' : 'missing'
  try {
    await readFragment(fragment)
    return 'whole'
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return error.code === 'link-incomplete' ? 'incomplete' : 'damaged'
  }
}

/** The link ended within the first characters that every one of ours has. */
function isCutMarker(hash: string): boolean {
  return hash.length > 1 && '#cCrt'.startsWith(hash)
}
