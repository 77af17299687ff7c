import * as v from 'valibot'
import { storageItem } from '../../extension/browser/storage-item.ts'
import { limits } from '../../extension/limits.ts'

/** The relays that the person on this device added to a cart: the carts that they share from now on get them as well. */
export interface OwnRelays {
  all(): readonly string[]
  add(url: string): Promise<void>
  remove(url: string): Promise<void>
}

const item = storageItem('local', 'own-relays', v.array(v.pipe(v.string(), v.maxLength(limits.url))))

/** A stored value that cannot be read is reported and counts as none: a cart names its relays itself. */
export async function loadOwnRelays(): Promise<OwnRelays> {
  const stored = await item.get().catch(error => {
    console.error(error)
    return undefined
  })
  let own: readonly string[] = stored ?? []

  async function set(next: readonly string[]): Promise<void> {
    await item.set([...next])
    own = next
  }

  return {
    all: () => own,
    async add(url) {
      if (!own.includes(url)) await set([...own, url])
    },
    async remove(url) {
      if (own.includes(url)) await set(own.filter(other => other !== url))
    },
  }
}
