import * as v from 'valibot'
import { storageItem } from '../../extension/browser/storage-item.ts'
import { limits } from '../../extension/limits.ts'

const item = storageItem('local', 'own-relays', v.array(v.pipe(v.string(), v.maxLength(limits.url))))

/**
 * The relays that the person on this device added to a cart, for the carts that they share from now on. A stored value
 * that cannot be read is reported and counts as none: a cart names its relays itself.
 */
export async function loadOwnRelays(): Promise<readonly string[]> {
  const stored = await item.get().catch(error => {
    console.error(error)
    return undefined
  })
  return stored ?? []
}

export async function addOwnRelay(url: string): Promise<void> {
  const known = await loadOwnRelays()
  if (!known.includes(url)) await item.set([...known, url])
}

export async function removeOwnRelay(url: string): Promise<void> {
  const known = await loadOwnRelays()
  if (known.includes(url)) await item.set(known.filter(own => own !== url))
}
