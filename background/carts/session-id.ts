import * as v from 'valibot'
import { storageItem } from '../../extension/browser/storage-item.ts'
import type { SessionId } from '../network/protocol.ts'

const item = storageItem('session', 'session', v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)))

/**
 * A random id for as long as this browser runs. It is never on disk, so a copied or restored profile cannot have it.
 * A damaged one is reported and replaced.
 */
export async function loadSessionId(): Promise<SessionId> {
  const stored = await item.get().catch(error => {
    console.error(error)
    return undefined
  })
  if (stored !== undefined) return stored
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  const session = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  await item.set(session)
  return session
}
