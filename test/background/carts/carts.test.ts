import { beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { type Carts, openCarts } from '../../../background/carts/carts.ts'
import type { CartStore } from '../../../background/store/cart-store.ts'
import { StoreError } from '../../../background/store/store-error.ts'
import { addProduct } from '../../../extension/cart/operations/add.ts'
import { setRelays } from '../../../extension/cart/operations/cart-wide.ts'
import { addUnits, removeLine } from '../../../extension/cart/operations/quantity.ts'
import { limits } from '../../../extension/limits.ts'
import { fakeStorage } from '../../support/fake-storage.ts'
import { createMemoryStore } from '../store/memory-store.ts'

const profile = vi.hoisted(() => ({ storage: undefined as unknown }))
vi.mock('webextension-polyfill', () => ({
  default: {
    get storage() {
      return profile.storage
    },
  },
}))
vi.mock('../../../extension/build-defaults.ts', () => ({
  defaultRelays: ['ws://127.0.0.1:7001', 'ws://127.0.0.1:7002'],
  guestPage: 'http://127.0.0.1/',
}))

const tea = 'tea-tea-tea-tea-tea-te'
const product = { title: 'Tea', price: { amount: 450, currency: 'EUR' } }

/** One browser profile: `start` is what a started worker does; what it told the outside is in `told`. */
function profileOf(store: CartStore = createMemoryStore()) {
  const storage = fakeStorage()
  const told = {
    own: [] as Uint8Array[],
    shared: [] as string[],
    relays: [] as (readonly string[])[],
    lists: 0,
    changes: 0,
  }
  async function start(): Promise<Carts> {
    profile.storage = storage
    return openCarts({
      store,
      probe: async (_secret, relays) => relays.map(url => ({ url, works: true })),
      ownRelays: () => [],
      onChange: () => {
        told.changes += 1
      },
      onListChange: () => {
        told.lists += 1
      },
      onShared: cart => told.shared.push(cart),
      onRelays: (_cart, relays) => told.relays.push(relays),
      onOwnUpdates: (_cart, updates) => told.own.push(...updates),
    })
  }
  return { storage, store, told, start }
}

const quantityOf = (carts: Carts): number | undefined => carts.chosen().index.line(tea)?.quantity

/** Appends fail with `reason` until `mend` is called. */
function failingStore(reason: 'full' | 'aborted') {
  const memory = createMemoryStore()
  let broken = true
  const store: CartStore = {
    ...memory,
    append: (cart, updates, durability) =>
      broken ? Promise.reject(new StoreError(reason, 'no room')) : memory.append(cart, updates, durability),
  }
  return {
    store,
    mend: () => {
      broken = false
    },
  }
}

beforeEach(() => {
  vi.spyOn(console, 'error')
    .mockReset()
    .mockImplementation(() => {})
})

describe('a cart on this device', () => {
  test('the first start makes one empty cart, the next start finds it', async () => {
    const { start } = profileOf()
    const id = (await start()).chosen().id
    const again = await start()
    expect(again.all().map(cart => cart.id)).toEqual([id])
  })

  test('what a change answered is there after the worker was killed at once', async () => {
    const { start } = profileOf()
    const carts = await start()
    await carts.chosen().change(replica => addProduct(replica, tea, 2, product))
    expect(quantityOf(await start())).toBe(2)
  })

  test('worker and browser restarted, what is not shared is written on under the same Yjs client id', async () => {
    const { start, storage } = profileOf()
    const clients = async (carts: Carts): Promise<number> =>
      Y.decodeStateVector(Y.encodeStateVectorFromUpdate(await carts.chosen().state())).size
    const add = (carts: Carts): Promise<void> =>
      carts.chosen().change(replica => addProduct(replica, tea, 1, product))
    await add(await start())
    const second = await start()
    await add(second)
    expect(await clients(second)).toBe(1)
    storage.restart()
    const third = await start()
    await add(third)
    expect(await clients(third)).toBe(1)
    expect(quantityOf(third)).toBe(3)
  })

  test('many changes are folded into a snapshot, and all are there afterwards', async () => {
    const { start, store } = profileOf()
    const carts = await start()
    await carts.chosen().change(replica => addProduct(replica, tea, 1, product))
    for (let n = 0; n < 80; n++) await carts.chosen().change(replica => addUnits(replica, tea, 1))
    await vi.waitFor(async () => expect((await store.load(carts.chosen().id)).log.updates).toBeLessThan(64))
    expect(quantityOf(await start())).toBe(81)
  })
})

describe('a disk that fails', () => {
  test.each(['full', 'aborted'] as const)(
    '%s: the change is refused as not saved, stays in the cart, and is saved later',
    async reason => {
      const { store, mend } = failingStore(reason)
      const { start } = profileOf(store)
      const carts = await start()
      const cart = carts.chosen()
      await expect(cart.change(replica => addProduct(replica, tea, 2, product))).rejects.toMatchObject({
        code: 'not-saved',
      })
      expect(quantityOf(carts)).toBe(2)
      expect(cart.unsaved()).toBe(reason)
      mend()
      await cart.saveAgain()
      expect(cart.unsaved()).toBeUndefined()
      expect(quantityOf(await start())).toBe(2)
    },
  )

  test('a worker killed meanwhile finds the change in the browser’s memory', async () => {
    const { store, mend } = failingStore('full')
    const { start, storage } = profileOf(store)
    const carts = await start()
    await expect(carts.chosen().change(replica => addProduct(replica, tea, 2, product))).rejects.toThrow()
    mend()
    const again = await start()
    expect(quantityOf(again)).toBe(2)
    await again.chosen().saveAgain()
    expect(again.chosen().unsaved()).toBeUndefined()
    expect(quantityOf(await start())).toBe(2)
    expect([...storage.session.stored.keys()].filter(key => key.startsWith('unsaved:'))).toEqual([])
  })

  test('nothing goes to other devices that is not on disk', async () => {
    const { store, mend } = failingStore('full')
    const { start, told } = profileOf(store)
    const carts = await start()
    await expect(carts.share('Ada')).rejects.toMatchObject({ code: 'not-saved' })
    expect(told.own).toEqual([])
    mend()
    await carts.chosen().saveAgain()
    expect(told.own.length).toBeGreaterThan(0)
  })
})

describe('other devices', () => {
  const otherReplica = () => ({ doc: new Y.Doc(), device: 'device-b', now: Date.now })

  test('a change that is too large or no Yjs update is dropped and reported; the cart goes on', async () => {
    const carts = await profileOf().start()
    const cart = carts.chosen()
    cart.receive(new Uint8Array(limits.updateBytes + 1))
    cart.receive(Uint8Array.of(255, 255, 255, 1, 2, 3))
    const reported = vi.mocked(console.error).mock.calls.map(([what]) => String(what))
    expect(reported.filter(what => what.includes('was dropped'))).toHaveLength(2)
    await cart.change(replica => addProduct(replica, tea, 1, product))
    expect(quantityOf(carts)).toBe(1)
  })

  test('removed here while another device added one: kept, with its product and the notice', async () => {
    const carts = await profileOf().start()
    const cart = carts.chosen()
    await cart.change(replica => addProduct(replica, tea, 2, product))
    const other = otherReplica()
    Y.applyUpdate(other.doc, await cart.state())
    const before = Y.encodeStateVector(other.doc)
    addUnits(other, tea, 1)
    await cart.change(replica => removeLine(replica, tea))
    expect(quantityOf(carts)).toBeUndefined()
    cart.receive(Y.encodeStateAsUpdate(other.doc, before))
    expect(cart.index.line(tea)).toMatchObject({ quantity: 1, product, keptAfterRemove: true })
  })

  test('the same when this device was restarted in between', async () => {
    const { start } = profileOf()
    const carts = await start()
    await carts.chosen().change(replica => addProduct(replica, tea, 2, product))
    const other = otherReplica()
    Y.applyUpdate(other.doc, await carts.chosen().state())
    const before = Y.encodeStateVector(other.doc)
    addUnits(other, tea, 1)
    await carts.chosen().change(replica => removeLine(replica, tea))
    const again = await start()
    again.chosen().receive(Y.encodeStateAsUpdate(other.doc, before))
    expect(again.chosen().index.line(tea)).toMatchObject({ quantity: 1, product, keptAfterRemove: true })
  })

  test('what another device changed is on disk, and is not sent back to it', async () => {
    const { start, told } = profileOf()
    const carts = await start()
    await carts.share('Ada')
    const sent = told.own.length
    const other = otherReplica()
    addProduct(other, tea, 3, product)
    carts.chosen().receive(Y.encodeStateAsUpdate(other.doc))
    await carts.chosen().saveAgain()
    expect(told.own.length).toBe(sent)
    expect(quantityOf(await start())).toBe(3)
  })
})

describe('sharing and joining', () => {
  test('sharing twice gives the same secret; the cart names its relays and the person', async () => {
    const { start, told } = profileOf()
    const carts = await start()
    const invite = await carts.share('Ada')
    expect(await carts.share('Ada')).toEqual(invite)
    expect(told.shared).toEqual([carts.chosen().id])
    const { members, relays } = carts.chosen().index.head()
    expect(members).toMatchObject([{ person: 'Ada', device: carts.identity().device }])
    expect(relays).toEqual(invite.relays)
  })

  test('two views that share at once get the same secret', async () => {
    const carts = await profileOf().start()
    const [one, two] = await Promise.all([carts.share('Ada'), carts.share('Ada')])
    expect(one).toEqual(two)
    expect(carts.withSecret(one.secret)).toBe(carts.chosen().id)
  })

  test('two views that join the same link at once have one cart', async () => {
    const carts = await profileOf().start()
    const invite = { secret: new Uint8Array(32).fill(7), relays: [] }
    const [one, two] = await Promise.all([carts.join(invite, 'Ben'), carts.join(invite, 'Ben')])
    expect(one).toBe(two)
    expect(carts.shared()).toEqual([one])
  })

  test('the secret is there again after a restart', async () => {
    const { start } = profileOf()
    const { secret } = await (await start()).share('Ada')
    const again = await start()
    expect(await again.sharedCart(again.chosen().id)).toMatchObject({ secret })
  })

  test('joining gives the cart of the link and forgets an empty cart that nobody used', async () => {
    const carts = await profileOf().start()
    const secret = new Uint8Array(32).fill(7)
    const id = await carts.join({ secret, relays: ['ws://127.0.0.1:7003'] }, 'Ben')
    expect(carts.chosen().id).toBe(id)
    expect(carts.all().map(cart => cart.id)).toEqual([id])
    expect(await carts.sharedCart(id)).toMatchObject({ secret, relays: ['ws://127.0.0.1:7003'] })
    expect(carts.chosen().index.head().members).toMatchObject([{ person: 'Ben' }])
  })

  test('joining keeps a cart that has something in it', async () => {
    const carts = await profileOf().start()
    const first = carts.chosen().id
    await carts.chosen().change(replica => addProduct(replica, tea, 1, product))
    await carts.join({ secret: new Uint8Array(32).fill(7), relays: [] }, 'Ben')
    expect(carts.all()).toHaveLength(2)
    await carts.choose(first)
    expect(quantityOf(carts)).toBe(1)
  })

  test('joining a cart that this device has opens it, and makes no second one', async () => {
    const carts = await profileOf().start()
    const invite = await carts.share('Ada')
    const id = carts.chosen().id
    expect(await carts.join(invite, 'Ada')).toBe(id)
    expect(carts.all()).toHaveLength(1)
  })

  test('choosing a cart that is not here is refused', async () => {
    const carts = await profileOf().start()
    await expect(carts.choose('nowhere')).rejects.toMatchObject({ code: 'cart-gone' })
  })

  test('a change of name reaches every shared cart', async () => {
    const carts = await profileOf().start()
    await carts.share('Ada')
    await carts.setPerson('Ada L.')
    expect(carts.chosen().index.head().members).toMatchObject([{ person: 'Ada L.' }])
  })

  test('two devices that exchange their changes have the same cart', async () => {
    const one = await profileOf().start()
    await one.chosen().change(replica => addProduct(replica, tea, 2, product))
    const invite = await one.share('Ada')
    const two = await profileOf().start()
    await two.join(invite, 'Ben')
    two.chosen().receive(await one.chosen().state())
    await two.chosen().change(replica => addUnits(replica, tea, 1))
    one.chosen().receive(await two.chosen().state())
    expect(one.chosen().index.view()).toEqual(two.chosen().index.view())
    expect(quantityOf(one)).toBe(3)
  })

  test('uses the relays that the members agreed on, once that is known, and after a restart', async () => {
    const { start, told } = profileOf()
    const carts = await start()
    const id = await carts.join(
      { secret: new Uint8Array(32).fill(7), relays: ['ws://127.0.0.1:7003'] },
      'Ben',
    )
    expect((await carts.sharedCart(id)).relays).toEqual(['ws://127.0.0.1:7003'])

    const other = { doc: new Y.Doc(), device: 'device-b', now: Date.now }
    setRelays(other, ['ws://127.0.0.1:7004', 'ws://no-relay.example', 'ws://127.0.0.1:7005/'])
    carts.chosen().receive(Y.encodeStateAsUpdate(other.doc))
    const agreed = ['ws://127.0.0.1:7004', 'ws://127.0.0.1:7005']
    expect(told.relays).toEqual([agreed])
    expect((await carts.sharedCart(id)).relays).toEqual(agreed)

    setRelays(other, ['ws://no-relay.example'])
    carts.chosen().receive(Y.encodeStateAsUpdate(other.doc))
    expect((await carts.sharedCart(id)).relays).toEqual(agreed)
    expect(told.relays).toHaveLength(1)
    await carts.chosen().saveAgain()
    expect((await (await start()).sharedCart(id)).relays).toEqual(agreed)
  })
})
