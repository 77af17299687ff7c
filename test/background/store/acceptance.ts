import type { CartRecord, CartStore } from '../../../background/store/cart-store.ts'
import { StoreError } from '../../../background/store/store-error.ts'
import { assert, assertEqual, rejection } from './asserts.ts'
import { itemsIn, merged, updatesOf } from './updates.ts'

/**
 * What every CartStore must do, whatever it keeps the carts in. `open` opens a new store on one and the same disk,
 * which is empty at first; each case closes what it opened.
 */
export interface StoreCase {
  readonly name: string
  run(open: () => Promise<CartStore>): Promise<void>
}

const cart = 'cartAAAAAAAAAAAA'
const other = 'cartBBBBBBBBBBBB'
const record: CartRecord = {
  id: cart,
  secret: Uint8Array.from({ length: 32 }, (_, at) => (at * 37) % 256),
  relays: ['wss://relay.one.example', 'wss://relay.two.example/path'],
  createdAt: 1_700_000_000_123,
}
const noYjsUpdate = Uint8Array.of(255, 255, 255, 255, 255, 7, 1)

export const storeCases: readonly StoreCase[] = [
  test('an empty store has no carts, and an unknown cart loads empty', async open => {
    const store = await open()
    assertEqual(await store.carts(), [], 'carts')
    assertEqual(await store.load(cart), { updates: [], log: { updates: 0, bytes: 0 }, damaged: 0 }, 'cart')
  }),

  test('updates load in the order in which they were appended', async open => {
    const updates = updatesOf(['a', 'b', 'c', 'd', 'e'])
    const store = await open()
    await store.append(cart, updates.slice(0, 2), 'strict')
    await store.append(cart, updates.slice(2, 3), 'relaxed')
    await store.append(cart, updates.slice(3), 'strict')
    assertEqual((await store.load(cart)).updates, updates, 'updates')
  }),

  test('the author of the newest append that named one comes back, with its cart alone', async open => {
    const updates = updatesOf(['a', 'b', 'c', 'd'])
    const author = { device: 'anna0001', clientId: 4_294_967_295, clock: 1 }
    const first = await open()
    await first.append(cart, updates.slice(0, 1), 'strict', author)
    await first.append(cart, updates.slice(1, 2), 'strict', { ...author, clock: 2 })
    await first.append(cart, updates.slice(2, 3), 'relaxed')
    await first.compact(cart, merged(updates.slice(0, 3)))
    first.close()
    const second = await open()
    assertEqual((await second.load(cart)).author, { ...author, clock: 2 }, 'author')
    assert(!('author' in (await second.load(other))), 'another cart has no author')
    await second.deleteCart(cart)
    assert(!('author' in (await second.load(cart))), 'the deleted cart has no author')
  }),

  test('an append that is not kept leaves the author as it was', async open => {
    const updates = updatesOf(['a', 'b'])
    const author = { device: 'anna0001', clientId: 7, clock: 1 }
    const store = await open()
    await store.append(cart, updates.slice(0, 1), 'strict', author)
    const detached = (updates[1] ?? noYjsUpdate).slice()
    structuredClone(detached.buffer, { transfer: [detached.buffer] })
    await rejection(store.append(cart, [detached], 'strict', { ...author, clock: 2 }), 'a detached buffer')
    assertEqual((await store.load(cart)).author, author, 'author')
  }),

  test('appends that are not waited for keep their order', async open => {
    const updates = updatesOf(Array.from({ length: 40 }, (_, at) => `item ${at}`))
    const store = await open()
    await Promise.all(
      updates.map((update, at) => store.append(cart, [update], at % 2 ? 'relaxed' : 'strict')),
    )
    assertEqual((await store.load(cart)).updates, updates, 'updates')
  }),

  test('an append of which one update cannot be written keeps none of it', async open => {
    const updates = updatesOf(['a', 'b', 'c'])
    const store = await open()
    await store.append(cart, updates.slice(0, 1), 'strict')
    const detached = (updates[2] ?? noYjsUpdate).slice()
    structuredClone(detached.buffer, { transfer: [detached.buffer] })
    await rejection(store.append(cart, [updates[1] ?? noYjsUpdate, detached], 'strict'), 'a detached buffer')
    assertEqual((await store.load(cart)).updates, updates.slice(0, 1), 'updates')
    const size = await store.append(cart, updates.slice(1), 'strict')
    assertEqual(size.updates, 3, 'size of the log after the next append')
    assertEqual((await store.load(cart)).updates, updates, 'updates after the next append')
  }),

  test('the size of the log counts updates and bytes, and starts again after compaction', async open => {
    const updates = updatesOf(['a', 'bb', 'ccc'])
    const bytes = updates.map(update => update.byteLength)
    const [a = 0, b = 0, c = 0] = bytes
    const store = await open()
    assertEqual(await store.append(cart, updates.slice(0, 1), 'strict'), { updates: 1, bytes: a }, 'first')
    assertEqual(
      await store.append(cart, updates.slice(1), 'relaxed'),
      { updates: 3, bytes: a + b + c },
      'second',
    )
    assertEqual(await store.append(cart, [], 'relaxed'), { updates: 3, bytes: a + b + c }, 'nothing')
    assertEqual((await store.load(cart)).log, { updates: 3, bytes: a + b + c }, 'loaded')
    assertEqual(await store.compact(cart, merged(updates)), { updates: 0, bytes: 0 }, 'compacted')
    assertEqual(await store.append(cart, updates.slice(1, 2), 'strict'), { updates: 1, bytes: b }, 'after it')
  }),

  test('everything is there after closing and opening again', async open => {
    const updates = updatesOf(['a', 'b', 'c'])
    const first = await open()
    await first.putCart(record)
    await first.append(cart, updates.slice(0, 2), 'strict')
    first.close()
    const second = await open()
    assertEqual(await second.carts(), [record], 'carts')
    assertEqual((await second.load(cart)).updates, updates.slice(0, 2), 'updates')
    const size = await second.append(cart, updates.slice(2), 'strict')
    assertEqual(size.updates, 3, 'size of the log')
  }),

  test('the snapshot comes before the updates appended after it', async open => {
    const updates = updatesOf(['a', 'b', 'c', 'd'])
    const snapshot = merged(updates.slice(0, 3))
    const store = await open()
    await store.append(cart, updates.slice(0, 3), 'strict')
    await store.compact(cart, snapshot)
    await store.append(cart, updates.slice(3), 'strict')
    const loaded = await store.load(cart)
    assertEqual(loaded.updates, [snapshot, updates[3]], 'updates')
    assertEqual(itemsIn(loaded.updates), ['a', 'b', 'c', 'd'], 'items')
  }),

  test('a second compaction replaces the first, also after opening again', async open => {
    const updates = updatesOf(['a', 'b', 'c'])
    const first = await open()
    await first.append(cart, updates.slice(0, 1), 'strict')
    await first.compact(cart, merged(updates.slice(0, 1)))
    await first.append(cart, updates.slice(1, 2), 'strict')
    await first.compact(cart, merged(updates.slice(0, 2)))
    first.close()
    const second = await open()
    await second.load(cart)
    await second.append(cart, updates.slice(2), 'strict')
    await second.compact(cart, merged(updates))
    assertEqual((await second.load(cart)).updates, [merged(updates)], 'updates')
  }),

  test('a compaction keeps what is appended while it runs', async open => {
    const updates = updatesOf(['a', 'b', 'c', 'd'])
    const store = await open()
    await store.append(cart, updates.slice(0, 2), 'strict')
    const [size] = await Promise.all([
      store.compact(cart, merged(updates.slice(0, 2))),
      store.append(cart, updates.slice(2, 3), 'strict'),
      store.append(cart, updates.slice(3), 'relaxed'),
    ])
    assert(size.updates <= 2, `the log after compaction has ${size.updates} updates`)
    const loaded = await store.load(cart)
    assertEqual(itemsIn(loaded.updates), ['a', 'b', 'c', 'd'], 'items')
    assertEqual(loaded.log.updates, 2, 'log')
  }),

  test('a compaction keeps what another store on the same disk appended and compacted', async open => {
    const updates = updatesOf(['a', 'b', 'c', 'd'])
    const [one, two] = [await open(), await open()]
    await one.append(cart, updates.slice(0, 1), 'strict')
    await two.load(cart)
    await two.append(cart, updates.slice(1, 2), 'strict')
    await two.compact(cart, merged(updates.slice(0, 2)))
    await two.append(cart, updates.slice(2, 3), 'strict')
    await one.append(cart, updates.slice(3), 'strict')
    await one.compact(cart, merged([...updates.slice(0, 1), ...updates.slice(3)]))
    assertEqual(itemsIn((await one.load(cart)).updates), ['a', 'b', 'c', 'd'], 'items')
  }),

  test('a deleted cart is gone, and its log starts from nothing', async open => {
    const updates = updatesOf(['a', 'b', 'c'])
    const store = await open()
    await store.putCart(record)
    await store.append(cart, updates.slice(0, 1), 'strict')
    await store.compact(cart, merged(updates.slice(0, 1)))
    await store.append(cart, [...updates.slice(1), noYjsUpdate], 'strict')
    await store.load(cart)
    await store.deleteCart(cart)
    assertEqual(await store.carts(), [], 'carts')
    assertEqual((await store.load(cart)).updates, [], 'updates')
    assertEqual((await store.append(cart, updates.slice(0, 1), 'strict')).updates, 1, 'size of the log')
  }),

  test('carts are apart from each other', async open => {
    const [mine, theirs] = [updatesOf(['a', 'b']), updatesOf(['x', 'y', 'z'])]
    const store = await open()
    await store.putCart(record)
    await store.putCart({ id: other, relays: [], createdAt: 5 })
    await store.append(cart, mine.slice(0, 1), 'strict')
    await store.append(other, theirs, 'strict')
    await store.append(cart, mine.slice(1), 'strict')
    await store.compact(cart, merged(mine))
    assertEqual((await store.load(other)).updates, theirs, 'the other cart after a compaction')
    await store.deleteCart(cart)
    assertEqual((await store.load(other)).updates, theirs, 'the other cart after a deletion')
    assertEqual(await store.carts(), [{ id: other, relays: [], createdAt: 5 }], 'carts')
  }),

  test('damaged updates are set aside and counted once, and the rest loads', async open => {
    const updates = updatesOf(['a', 'b'])
    const half = merged(updates).slice(0, -3)
    const store = await open()
    await store.append(cart, [noYjsUpdate, ...updates.slice(0, 1), half], 'strict')
    await store.append(cart, [new Uint8Array(), ...updates.slice(1)], 'strict')
    const loaded = await store.load(cart)
    assertEqual(loaded.updates, updates, 'updates')
    assertEqual(loaded.damaged, 3, 'damaged')
    assertEqual(loaded.log.updates, 2, 'log')
    const again = await store.load(cart)
    assertEqual({ ...again, damaged: loaded.damaged }, loaded, 'the second load')
    assertEqual(again.damaged, 0, 'damaged at the second load')
    assertEqual((await store.append(cart, updates, 'strict')).updates, 4, 'size of the log after it')
  }),

  test('a damaged snapshot leaves the log to load', async open => {
    const updates = updatesOf(['a', 'b'])
    const store = await open()
    await store.compact(cart, noYjsUpdate)
    await store.append(cart, updates, 'strict')
    const loaded = await store.load(cart)
    assertEqual([loaded.updates, loaded.damaged], [updates, 1], 'loaded')
  }),

  test('an update that waits for one not there yet is not damaged', async open => {
    const updates = updatesOf(['a', 'b', 'c'])
    const store = await open()
    await store.append(cart, [...updates.slice(2), ...updates.slice(1, 2)], 'strict')
    const loaded = await store.load(cart)
    assertEqual([loaded.updates.length, loaded.damaged], [2, 0], 'loaded')
    assertEqual(itemsIn([...loaded.updates, ...updates.slice(0, 1)]), ['a', 'b', 'c'], 'items once it came')
  }),

  test('a record written again replaces the old one', async open => {
    const store = await open()
    await store.putCart({ id: cart, relays: [], createdAt: 1 })
    await store.putCart(record)
    assertEqual(await store.carts(), [record], 'with a secret')
    await store.putCart({ id: cart, relays: ['wss://r.example'], createdAt: 2 })
    assertEqual(await store.carts(), [{ id: cart, relays: ['wss://r.example'], createdAt: 2 }], 'without it')
  }),

  test('secrets come back as the bytes they were, also from a view of a larger buffer', async open => {
    const large = Uint8Array.from({ length: 96 }, (_, at) => 255 - at)
    const store = await open()
    await store.putCart({ ...record, secret: large.subarray(32, 64) })
    store.close()
    const secret = (await (await open()).carts())[0]?.secret
    assert(secret instanceof Uint8Array, 'the secret is a Uint8Array')
    assertEqual(secret, large.slice(32, 64), 'secret')
    assertEqual(secret.buffer.byteLength, 32, 'bytes behind the secret')
  }),

  test('a secret that could not be read back is refused', async open => {
    const store = await open()
    const error = await rejection(store.putCart({ ...record, secret: new Uint8Array(31) }), '31 bytes')
    assert(error instanceof TypeError, `a TypeError, not ${String(error)}`)
    assertEqual(await store.carts(), [], 'carts')
  }),

  test('an update of 2 MB comes back as it was', async open => {
    const updates = updatesOf(['small', 'x'.repeat(2 * 1024 * 1024), 'last'])
    const store = await open()
    const size = await store.append(cart, updates, 'strict')
    assert(size.bytes > 2 * 1024 * 1024, `the log has ${size.bytes} bytes`)
    store.close()
    assertEqual((await (await open()).load(cart)).updates, updates, 'updates')
  }),

  test('5,000 appends load, and compact to one snapshot', async open => {
    const items = Array.from({ length: 5000 }, (_, at) => `item ${at}`)
    const updates = updatesOf(items)
    const store = await open()
    for (let at = 0; at < updates.length; at += 50) {
      await Promise.all(updates.slice(at, at + 50).map(update => store.append(cart, [update], 'relaxed')))
    }
    const loaded = await store.load(cart)
    assertEqual(loaded.log.updates, 5000, 'log')
    assertEqual(itemsIn(loaded.updates), items, 'items')
    const snapshot = merged(loaded.updates)
    assertEqual(await store.compact(cart, snapshot), { updates: 0, bytes: 0 }, 'size after compaction')
    assertEqual((await store.load(cart)).updates, [snapshot], 'updates after compaction')
  }),

  test('a closed store rejects every call with `closed`, and finishes what it had begun', async open => {
    const updates = updatesOf(['a', 'b'])
    const store = await open()
    await store.append(cart, updates.slice(0, 1), 'strict')
    const begun = store.append(cart, updates.slice(1), 'strict').then(
      () => 2,
      error => (error instanceof StoreError && error.reason === 'closed' ? 1 : 0),
    )
    store.close()
    const calls = {
      carts: () => store.carts(),
      putCart: () => store.putCart(record),
      deleteCart: () => store.deleteCart(cart),
      load: () => store.load(cart),
      append: () => store.append(cart, updates, 'strict'),
      compact: () => store.compact(cart, noYjsUpdate),
    }
    for (const [name, call] of Object.entries(calls)) {
      const error = await rejection(call(), name)
      assert(
        error instanceof StoreError && error.reason === 'closed',
        `${name} rejects with: ${String(error)}`,
      )
    }
    store.close()
    assertEqual((await (await open()).load(cart)).updates, updates.slice(0, await begun), 'updates')
  }),
]

/** A case that closes every store it opened, also when it fails: an open one would block the next case. */
function test(name: string, run: StoreCase['run']): StoreCase {
  return {
    name,
    async run(open) {
      const opened: CartStore[] = []
      try {
        await run(async () => {
          const store = await open()
          opened.push(store)
          return store
        })
      } finally {
        for (const store of opened) store.close()
      }
    },
  }
}
