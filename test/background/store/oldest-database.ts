import { openRaw } from './raw-database.ts'

/*
 * A database as version 1 wrote it, frozen: it is made without any of the product's code and is not to be changed
 * when the product changes, because databases like it are on people's disks.
 */

export const oldestCart = 'oldestoldestoldX'

export const oldestRecord = {
  id: oldestCart,
  secret: Uint8Array.from({ length: 32 }, (_, at) => 200 + at),
  relays: ['wss://relay.example'],
  createdAt: 1_700_000_000_000,
}

/** Yjs 13 updates of one device that added "milk", "bread" and "tea" to its array, one after the other. */
const milk = '010187ad4b000801056974656d730177046d696c6b00'
const bread = '010187ad4b018887ad4b00017705627265616400'
const tea = '010187ad4b028887ad4b0101770374656100'

export async function createOldest(name: string): Promise<void> {
  const db = await openRaw(name, 1, fresh => {
    fresh.createObjectStore('carts')
    fresh.createObjectStore('sizes')
    for (const store of ['snapshots', 'log', 'damaged']) {
      fresh.createObjectStore(store, { autoIncrement: true }).createIndex('cart', 'cart')
    }
  })
  const tx = db.transaction(['carts', 'sizes', 'snapshots', 'log'], 'readwrite')
  tx.objectStore('carts').put(oldestRecord, oldestCart)
  tx.objectStore('snapshots').add({ cart: oldestCart, update: fromHex(milk) })
  tx.objectStore('log').add({ cart: oldestCart, update: fromHex(bread) })
  tx.objectStore('log').add({ cart: oldestCart, update: fromHex(tea) })
  tx.objectStore('sizes').put({ updates: 2, bytes: (bread.length + tea.length) / 2 }, oldestCart)
  await new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve()
    tx.onabort = () => reject(tx.error)
  })
  db.close()
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
}
