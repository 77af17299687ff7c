import { type CartEvent, cartEventSchema } from '../messages/popup-surface.ts'
import { storageItem } from './storage-item.ts'

export type CartSnapshot = Extract<CartEvent, { type: 'snapshot' }>

/*
 * The chosen cart as views last showed it: what the popup paints first, before the background has started. It is
 * never ahead of the disk, and the first event of the subscription replaces it.
 */
const item = storageItem('local', 'cached-cart', cartEventSchema)

/** The cached cart, or undefined when there is none that this version can read. */
export async function readCachedCart(): Promise<CartSnapshot | undefined> {
  const event = await item.get().catch(error => {
    console.error(error)
    return undefined
  })
  return event?.type === 'snapshot' ? event : undefined
}

export async function writeCachedCart(snapshot: CartSnapshot): Promise<void> {
  await item.set(snapshot)
}
