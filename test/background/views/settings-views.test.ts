import * as v from 'valibot'
import { describe, expect, test, vi } from 'vitest'
import { openCarts } from '../../../background/carts/carts.ts'
import type { NetworkStatus } from '../../../background/network/protocol.ts'
import { withOrigins } from '../../../background/views/relay-origins.ts'
import { createSettingsViews, type SettingsViews } from '../../../background/views/settings-views.ts'
import { setRelays } from '../../../extension/cart/operations/cart-wide.ts'
import { type SettingsEvent, settingsEventSchema } from '../../../extension/messages/settings-surface.ts'
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

const saved: NetworkStatus = {
  relays: [{ url: 'ws://127.0.0.1:7001', state: 'connected', hasAll: true }],
  peers: [],
  savedOn: 1,
  savedAt: 1,
  waiting: 0,
}

async function setUp() {
  storage.current = fakeStorage()
  let settings: SettingsViews | undefined
  const statuses = new Map<string, NetworkStatus>()
  const own = ['ws://127.0.0.1:7002']
  const carts = await openCarts({
    store: createMemoryStore(),
    ownRelays: () => own,
    probe: async (_secret, relays) => relays.map(url => ({ url, works: true })),
    onChange: () => settings?.changed(),
    onListChange: () => settings?.changed(),
    onShared: () => {},
    onRelays: () => {},
    onOwnUpdates: () => {},
  })
  const onAttention = vi.fn()
  settings = createSettingsViews({
    carts,
    statusOf: cart => statuses.get(cart),
    relaysOf: id =>
      withOrigins(carts.cart(id)?.index.head().relays ?? [], { own, picked: ['ws://127.0.0.1:7001'] }),
    onAttention,
  })
  return { carts, settings, statuses, onAttention }
}

function open(settings: SettingsViews) {
  const events: SettingsEvent[] = []
  const gone = new AbortController()
  settings.add({ send: event => events.push(v.parse(settingsEventSchema, event)) }, gone.signal)
  return { events, close: () => gone.abort() }
}

describe('settings pages', () => {
  test('get every cart at once, and again after each change', async () => {
    const { carts, settings, statuses } = await setUp()
    const cart = carts.chosen()
    const { events } = open(settings)
    await vi.waitFor(() => expect(events).toHaveLength(1))
    expect(events[0]).toMatchObject({
      chosen: cart.id,
      carts: [{ id: cart.id, shared: false, saved: 'local', relays: [] }],
    })

    await carts.share('Ana')
    statuses.set(cart.id, saved)
    settings.changed()
    await vi.waitFor(() => expect(events.at(-1)?.carts[0]?.saved).toBe('saved'))
    expect(events.at(-1)).toMatchObject({ person: 'Ana', carts: [{ shared: true, network: saved }] })
  })

  test('are told whose choice each relay of a cart was, in its order', async () => {
    const { carts, settings } = await setUp()
    await carts.share('Ana')
    const relays = ['ws://127.0.0.1:7003', 'ws://127.0.0.1:7002', 'ws://127.0.0.1:7001']
    await carts.chosen().change(replica => setRelays(replica, relays))
    const { events } = open(settings)
    await vi.waitFor(() => expect(events).toHaveLength(1))
    expect(events[0]?.carts[0]?.relays).toEqual([
      { url: 'ws://127.0.0.1:7003', origin: 'member' },
      { url: 'ws://127.0.0.1:7002', origin: 'you' },
      { url: 'ws://127.0.0.1:7001', origin: 'picked' },
    ])
  })

  test('are attention from the first to the last of them', async () => {
    const { settings, onAttention } = await setUp()
    const first = open(settings)
    const second = open(settings)
    first.close()
    expect(onAttention.mock.calls).toEqual([[true]])
    second.close()
    expect(onAttention.mock.calls).toEqual([[true], [false]])
  })

  test('that are gone are told nothing more', async () => {
    const { settings } = await setUp()
    const staying = open(settings)
    const leaving = open(settings)
    await vi.waitFor(() => expect(leaving.events).toHaveLength(1))
    leaving.close()
    settings.changed()
    await vi.waitFor(() => expect(staying.events).toHaveLength(2))
    expect(leaving.events).toHaveLength(1)
  })

  test('are told once of several changes of one turn', async () => {
    const { settings } = await setUp()
    const { events } = open(settings)
    for (let change = 0; change < 3; change++) settings.changed()
    await new Promise(resolve => setImmediate(resolve))
    expect(events).toHaveLength(2)
  })
})
