import * as Y from 'yjs'
import { toHex } from '../hex.ts'

/**
 * Stands for all that a document holds: SHA-256 of its state vector and delete set, as 64 hex digits. Documents that have
 * merged the same updates, in whatever order, have the same.
 */
export async function documentDigest(snapshot: Y.Snapshot): Promise<string> {
  // Yjs writes both sorted by client; the ranges of deletions follow the documents' own order, and are merged.
  const hash = await crypto.subtle.digest('SHA-256', Y.encodeSnapshot(snapshot).slice())
  return toHex(new Uint8Array(hash))
}
