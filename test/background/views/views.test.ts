import * as v from 'valibot'
import { afterEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { openCarts } from '../../../background/carts/carts.ts'
import type { NetworkStatus } from '../../../background/network/protocol.ts'
import { createCartStatuses } from '../../../background/views/cart-statuses.ts'
import { createViews, type Views } from '../../../background/views/views.ts'
import { addProduct } from '../../../extension/cart/operations/add.ts'
import { setMember } from '../../../extension/cart/operations/cart-wide.ts'
import { removeLine } from '../../../extension/cart/operations/quantity.ts'
import { type CartEvent, cartEventSchema } from '../../../extension/messages/popup-surface.ts'
import { fakeStorage } from '../../support/fake-storage.ts'
import { createMemoryStore } from '../store/memory-store.ts'

const storage = vi.hoisted(() => ({ current: undefined as unknown }))
vi.mock('webextension-polyfill', () => ({
  default: {
    get storage() {
      return storage.current
    },
  },
}))
vi.mock('../../../extension/build-defaults.ts', () => ({
  defaultRelays: ['ws://127.0.0.1:7001'],
  guestPage: '',
}))

const tea = 'tea-tea-tea-tea-tea-te'
const nuts = 'nuts-nuts-nuts-nuts-nu'
const status: NetworkStatus = { relays: [], peers: [], savedOn: 2, savedAt: 1, waiting: 0 }

async function setUp() {
  storage.current = fakeStorage()
  let views: Views | undefined
  const carts = await openCarts({
    store: createMemoryStore(),
    probe: async (_secret, relays) => relays.map(url => ({ url, works: true })),
    ownRelays: () => [],
    onChange: change => views?.cartChanged(change),
    onListChange: () => views?.listChanged(),
    onShared: () => {},
    onRelays: () => {},
    onOwnUpdates: () => {},
  })
  const onUpdate = vi.fn()
  const onAttention = vi.fn()
  const statuses = createCartStatuses((cart, before) => views?.statusChanged(cart, before))
  views = createViews({ carts, statusOf: statuses.of, onUpdate, onAttention })
  return { carts, views, statuses, onUpdate, onAttention }
}

function open(views: Views) {
  const events: CartEvent[] = []
  const gone = new AbortController()
  views.add({ send: event => events.push(event) }, gone.signal)
  return { events, close: () => gone.abort() }
}

/** What another device sends when its person enters the cart. */
function memberUpdate(device: string, person: string): Uint8Array {
  const doc = new Y.Doc()
  setMember({ doc, device, now: Date.now }, { person, colour: '#112233' })
  return Y.encodeStateAsUpdate(doc)
}

afterEach(() => vi.restoreAllMocks())

describe('views', () => {
  test('get the whole cart first, then only the lines that changed, once for each change', async () => {
    const { carts, views } = await setUp()
    const cart = carts.chosen()
    await cart.change(replica => addProduct(replica, nuts, 1, { title: 'Nuts' }))
    const { events } = open(views)
    await cart.change(replica => addProduct(replica, tea, 2, { title: 'Tea' }))
    await cart.change(replica => removeLine(replica, nuts))
    expect(events).toMatchObject([
      { type: 'snapshot', lines: [{ key: nuts, quantity: 1 }] },
      { type: 'change', changed: [{ key: tea, quantity: 2 }], removed: [] },
      { type: 'change', changed: [], removed: [nuts] },
    ])
  })

  test('everything sent is of the surface', async () => {
    const { carts, views, statuses } = await setUp()
    const { events } = open(views)
    await carts.share('Ada')
    await carts.chosen().change(replica => addProduct(replica, tea, 2, { title: 'Tea' }))
    statuses.told(carts.chosen().id, status)
    await vi.waitFor(() => expect(events.at(-1)?.head.network).toEqual(status))
    for (const event of events) expect(v.parse(cartEventSchema, event)).toEqual(event)
  })

  test('start anew when another cart is chosen', async () => {
    const { carts, views } = await setUp()
    await carts.chosen().change(replica => addProduct(replica, tea, 2, { title: 'Tea' }))
    const { events } = open(views)
    await carts.join({ secret: new Uint8Array(32), relays: [] }, 'Ben')
    expect(events.at(-1)).toMatchObject({ head: { id: carts.chosen().id, shared: true, person: 'Ben' } })
    expect(events.filter(({ type }) => type === 'snapshot').at(-1)).toMatchObject({ lines: [] })
  })

  test('name the other members of every cart, for carts that have no name', async () => {
    const { carts, views } = await setUp()
    await carts.chosen().change(replica => addProduct(replica, tea, 1, { title: 'Tea' }))
    const own = carts.chosen().id
    await carts.join({ secret: new Uint8Array(32), relays: [] }, 'Ben')
    const joined = carts.chosen()
    for (const [device, person] of Object.entries({ device_1: 'Ada', device_2: 'Ben', device_3: 'Ada' })) {
      joined.receive(memberUpdate(device, person))
    }
    await carts.choose(own)
    const people = new Map(open(views).events[0]?.head.carts.map(cart => [cart.id, cart.people]))
    expect(people).toEqual(
      new Map([
        [own, []],
        [joined.id, ['Ada']],
      ]),
    )
  })

  test('a status of another cart than the chosen one is kept for when it is chosen', async () => {
    const { carts, views, statuses } = await setUp()
    await carts.share('Ada')
    const shared = carts.chosen().id
    await carts.join({ secret: new Uint8Array(32), relays: [] }, 'Ada')
    statuses.told(shared, status)
    await carts.choose(shared)
    expect(open(views).events[0]?.head.network).toEqual(status)
  })

  test('attention is told when the first view opens and the last one closes', async () => {
    const { views, onAttention } = await setUp()
    const first = open(views)
    const second = open(views)
    first.close()
    expect(onAttention.mock.calls).toEqual([[true]])
    second.close()
    expect(onAttention.mock.calls).toEqual([[true], [false]])
  })

  test('one that is gone before it could be shown anything is not kept', async () => {
    const { views, onAttention } = await setUp()
    const gone = new AbortController()
    gone.abort()
    const send = vi.fn()
    views.add({ send }, gone.signal)
    expect(send).not.toHaveBeenCalled()
    expect(onAttention).not.toHaveBeenCalled()
  })
})
