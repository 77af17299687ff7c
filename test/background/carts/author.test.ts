import { beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { type Carts, openCarts } from '../../../background/carts/carts.ts'
import type { CartStore } from '../../../background/store/cart-store.ts'
import { StoreError } from '../../../background/store/store-error.ts'
import { addProduct } from '../../../extension/cart/operations/add.ts'
import { fakeStorage } from '../../support/fake-storage.ts'
import { createMemoryDisk, createMemoryStore, type MemoryDisk } from '../store/memory-store.ts'

const profile = vi.hoisted(() => ({ storage: undefined as unknown }))
vi.mock('webextension-polyfill', () => ({
  default: {
    get storage() {
      return profile.storage
    },
  },
}))
vi.mock('../../../extension/build-defaults.ts', () => ({
  defaultRelays: ['ws://127.0.0.1:7001'],
  guestPage: 'http://127.0.0.1/',
}))

const tea = 'tea-tea-tea-tea-tea-te'

/** One browser profile: what is on its disk, and what its browser remembers while it runs. */
class Profile {
  readonly storage = fakeStorage()
  readonly disk: MemoryDisk
  readonly opened: string[] = []
  broken = false

  constructor(disk: MemoryDisk = createMemoryDisk()) {
    this.disk = disk
  }

  /** Starts the worker. */
  start(): Promise<Carts> {
    profile.storage = this.storage
    const memory = createMemoryStore(this.disk)
    const store: CartStore = {
      ...memory,
      append: (...write) =>
        this.broken ? Promise.reject(new StoreError('full', 'no room')) : memory.append(...write),
    }
    return openCarts({
      store,
      probe: async (_secret, relays) => relays.map(url => ({ url, works: true })),
      ownRelays: () => [],
      onChange: () => {},
      onListChange: () => {},
      onShared: cart => this.opened.push(cart),
      onRelays: () => {},
      onOwnUpdates: () => {},
    })
  }

  /** Ends the browser and starts it again. */
  restart(): Promise<Carts> {
    this.storage.restart()
    return this.start()
  }

  /** What a copy of the profile's folder makes. */
  copy(): Profile {
    const copy = new Profile(structuredClone(this.disk))
    for (const [key, json] of this.storage.local.stored) copy.storage.local.stored.set(key, json)
    return copy
  }
}

async function sharedProfile(): Promise<Profile> {
  const one = new Profile()
  await (await one.start()).share('Ada')
  return one
}

const add = (carts: Carts): Promise<void> =>
  carts.chosen().change(replica => addProduct(replica, tea, 1, { title: 'Tea' }))

async function docOf(carts: Carts): Promise<Y.Doc> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, await carts.chosen().state())
  return doc
}

/** The client ids that ever wrote, with their clocks. */
async function clients(carts: Carts): Promise<Map<number, number>> {
  return Y.decodeStateVector(Y.encodeStateVector(await docOf(carts)))
}

async function onlyClient(carts: Carts): Promise<number> {
  const ids = [...(await clients(carts)).keys()]
  expect(ids).toHaveLength(1)
  return ids[0] ?? 0
}

/** An update with one more entry under `client` than `carts` has, as a copy that wrote on makes it. */
async function moreUnder(client: number, carts: Carts): Promise<Uint8Array> {
  const doc = await docOf(carts)
  const before = Y.encodeStateVector(doc)
  doc.clientID = client
  doc.getArray('d:elsewher').push([[0, tea, 99, 1]])
  return Y.encodeStateAsUpdate(doc, before)
}

beforeEach(() => {
  vi.spyOn(console, 'error')
    .mockReset()
    .mockImplementation(() => {})
})

describe('a shared cart', () => {
  test('is written under one client id for ever, once nobody else has it', async () => {
    const one = await sharedProfile()
    const id = await onlyClient(await one.start())
    for (let time = 0; time < 20; time++) {
      const carts = await one.restart()
      await carts.chosen().claim()
      await add(carts)
      const woken = await one.start()
      await add(woken)
      expect(await onlyClient(woken)).toBe(id)
    }
  })

  test('is written under a fresh id until then, which costs nothing if nothing is written', async () => {
    const one = await sharedProfile()
    const id = await onlyClient(await one.start())
    for (let time = 0; time < 5; time++) await one.restart()
    expect(await onlyClient(await one.start())).toBe(id)
    const carts = await one.restart()
    await add(carts)
    expect((await clients(carts)).size).toBe(2)
    await carts.chosen().claim()
    await add(carts)
    expect((await clients(carts)).size).toBe(2)
    const next = await one.restart()
    await next.chosen().claim()
    const before = (await clients(next)).get(id) ?? 0
    await add(next)
    expect((await clients(next)).size).toBe(2)
    expect((await clients(next)).get(id)).toBeGreaterThan(before)
  })

  test('two copies that nobody told of each other never write the same clock of one id', async () => {
    const one = await sharedProfile()
    await add(await one.start())
    const copy = one.copy()
    const mine = await one.restart()
    await add(mine)
    const mineState = await mine.chosen().state()
    const theirs = await copy.restart()
    await add(theirs)
    const merged = await docOf(theirs)
    Y.applyUpdate(merged, mineState)
    mine.chosen().receive(await theirs.chosen().state())
    expect(Y.encodeStateAsUpdate(merged)).toEqual(Y.encodeStateAsUpdate(await docOf(mine)))
    expect(mine.chosen().index.line(tea)?.quantity).toBe(3)
  })
})

describe('the kept id is given up for good', () => {
  test('when someone has more of it than this device', async () => {
    const one = await sharedProfile()
    const id = await onlyClient(await one.start())
    const restored = one.copy()
    const written = await one.restart()
    await written.chosen().claim()
    await add(written)
    const newer = await written.chosen().state()

    const carts = await restored.restart()
    carts.chosen().receive(newer)
    await carts.chosen().claim()
    const before = (await clients(carts)).get(id)
    await add(carts)
    expect((await clients(carts)).get(id)).toBe(before)
    const again = await restored.restart()
    await again.chosen().claim()
    await add(again)
    expect((await clients(again)).get(id)).toBe(before)
  })

  test('when that shows while it is being written under', async () => {
    const one = await sharedProfile()
    const id = await onlyClient(await one.start())
    const carts = await one.restart()
    await carts.chosen().claim()
    carts.chosen().receive(await moreUnder(id, carts))
    const before = (await clients(carts)).get(id)
    await add(carts)
    expect((await clients(carts)).get(id)).toBe(before)
    const woken = await one.start()
    await woken.chosen().claim()
    await add(woken)
    expect((await clients(woken)).get(id)).toBe(before)
  })

  test('when the disk lost some of what was written under it', async () => {
    const one = await sharedProfile()
    const carts = await one.start()
    const id = await onlyClient(carts)
    await add(carts)
    const clock = (await clients(carts)).get(id)
    one.disk.log = one.disk.log.slice(0, -1)
    const next = await one.restart()
    const left = (await clients(next)).get(id)
    expect(left).toBeLessThan(clock ?? 0)
    await next.chosen().claim()
    await add(next)
    expect((await clients(next)).get(id)).toBe(left)
  })

  test('when something under it was given to others that the disk did not take', async () => {
    const one = await sharedProfile()
    const carts = await one.start()
    const id = await onlyClient(carts)
    one.broken = true
    await expect(add(carts)).rejects.toThrow()
    const sent = await clients(carts)
    one.broken = false
    const next = await one.restart()
    const left = (await clients(next)).get(id)
    expect(left).toBeLessThan(sent.get(id) ?? 0)
    await next.chosen().claim()
    await add(next)
    expect((await clients(next)).get(id)).toBe(left)
  })

  test('and where not even that can be noted, only what is on disk goes to others', async () => {
    const one = await sharedProfile()
    const carts = await one.start()
    const before = await clients(carts)
    one.broken = true
    await expect(add(carts)).rejects.toThrow()
    one.storage.local.set = () => Promise.reject(new Error('no room'))
    expect(await clients(carts)).toEqual(before)
    expect(carts.chosen().index.line(tea)?.quantity).toBe(1)
  })
})

describe('a copied profile', () => {
  test('goes on as another device, under another id, from the moment it learns of it', async () => {
    const one = await sharedProfile()
    const carts = await one.start()
    const { device } = carts.identity()
    const before = await clients(carts)
    const renouncing = carts.renounce(device)
    const adding = add(carts)
    await Promise.all([renouncing, adding])
    const after = await clients(carts)
    for (const [client, clock] of before) expect(after.get(client)).toBe(clock)
    expect(carts.identity()).toEqual({ device: expect.stringMatching(/^[\w-]{8}$/), person: 'Ada' })
    expect(carts.identity().device).not.toBe(device)
    expect(
      carts
        .chosen()
        .index.head()
        .members.map(member => member.device),
    ).toContain(carts.identity().device)
    expect(one.opened).toEqual([carts.chosen().id, carts.chosen().id])
    expect(await carts.sharedCart(carts.chosen().id)).toMatchObject({ device: carts.identity().device })
  })

  test('does so once, however often it is told', async () => {
    const one = await sharedProfile()
    const carts = await one.start()
    const { device } = carts.identity()
    await Promise.all([carts.renounce(device), carts.renounce(device)])
    const renewed = carts.identity().device
    await carts.renounce(device)
    expect(carts.identity().device).toBe(renewed)
  })

  test('leaves the old id alone after a restart too', async () => {
    const one = await sharedProfile()
    const carts = await one.start()
    const id = await onlyClient(carts)
    const clock = (await clients(carts)).get(id)
    await carts.renounce(carts.identity().device)
    const next = await one.restart()
    await next.chosen().claim()
    await add(next)
    expect((await clients(next)).get(id)).toBe(clock)
    const third = await one.restart()
    await third.chosen().claim()
    const { size } = await clients(third)
    await add(third)
    expect((await clients(third)).size).toBe(size)
  })

  test('that cannot write its new id down stops writing under the old one all the same, and says so', async () => {
    const one = await sharedProfile()
    const carts = await one.start()
    const id = await onlyClient(carts)
    const clock = (await clients(carts)).get(id)
    const { device } = carts.identity()
    const { set } = one.storage.local
    one.storage.local.set = () => Promise.reject(new Error('no room'))
    await expect(carts.renounce(device)).rejects.toThrow('no room')
    await add(carts)
    expect((await clients(carts)).get(id)).toBe(clock)
    one.storage.local.set = set
    await carts.renounce(device)
    expect(carts.identity().device).not.toBe(device)
  })
})

test('a session is on disk before it is used, and a copy made before does not know it', async () => {
  const one = await sharedProfile()
  const cart = (await one.start()).chosen().id
  const copy = one.copy()
  const mine = await (await one.restart()).sharedCart(cart)
  const again = await (await one.start()).sharedCart(cart)
  const theirs = await (await copy.restart()).sharedCart(cart)
  expect(again.session).toBe(mine.session)
  expect(mine.known).toContain(mine.session)
  expect(theirs.known).not.toContain(mine.session)
  const later = await (await one.restart()).sharedCart(cart)
  expect(later.known).toEqual([...(mine.known ?? []), later.session])
})
