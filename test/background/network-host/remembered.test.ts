import { beforeEach, expect, test, vi } from 'vitest'
import type { KeptState, RelayRecord } from '../../../background/network/protocol.ts'
import { loadRemembered } from '../../../background/network-host/remembered.ts'
import { fakeStorage } from '../../support/fake-storage.ts'

const profile = vi.hoisted(() => ({ storage: undefined as unknown }))
vi.mock('webextension-polyfill', () => ({
  default: {
    get storage() {
      return profile.storage
    },
  },
}))

const kept: KeptState = { digest: 'a'.repeat(64), savedOn: ['wss://one.example'], savedAt: 5, waiting: 0 }
const record: RelayRecord = {
  url: 'wss://one.example',
  answeredAt: 3,
  notBefore: 9,
  refusals: 2,
  budget: { left: 1.5, at: 4 },
  limits: { readAt: 1, content: 65_536, needsAuth: true },
}

let storage: ReturnType<typeof fakeStorage>
beforeEach(() => {
  storage = fakeStorage()
  profile.storage = storage
  vi.spyOn(console, 'error')
    .mockReset()
    .mockImplementation(() => {})
})

test('what was remembered is there after a restart of the browser', async () => {
  const before = await loadRemembered([])
  before.keep('c', kept)
  before.record(record)
  before.record({ url: 'wss://two.example' })
  before.record({ ...record, refusals: 3 })
  storage.restart()
  const after = await loadRemembered(['c', 'another'])
  expect(after.kept('c')).toEqual(kept)
  expect(after.kept('another')).toBeUndefined()
  expect(after.relayRecords()).toEqual([{ url: 'wss://two.example' }, { ...record, refusals: 3 }])
  expect(console.error).not.toHaveBeenCalled()
})

test('carts that are no longer here are forgotten with the next write', async () => {
  const before = await loadRemembered([])
  before.keep('gone', kept)
  before.keep('c', kept)
  const after = await loadRemembered(['c'])
  after.keep('c', { ...kept, waiting: 1 })
  expect((await loadRemembered(['gone'])).kept('gone')).toBeUndefined()
})

test('what is damaged is reported and forgotten, the rest is kept', async () => {
  await storage.local.set({
    'kept-states': { c: { ...kept, digest: 'short' }, d: kept },
    'relay-records': [{ url: 5 }, record, null],
  })
  const remembered = await loadRemembered(['c', 'd'])
  expect(remembered.kept('c')).toBeUndefined()
  expect(remembered.kept('d')).toEqual(kept)
  expect(remembered.relayRecords()).toEqual([record])
  expect(console.error).toHaveBeenCalledTimes(3)

  await storage.local.set({ 'kept-states': 'nonsense', 'relay-records': 7 })
  const nothing = await loadRemembered(['c'])
  expect(nothing.kept('c')).toBeUndefined()
  expect(nothing.relayRecords()).toEqual([])
})

test('only the relays that were used last are remembered', async () => {
  const remembered = await loadRemembered([])
  for (let n = 0; n < 250; n++) remembered.record({ url: `wss://relay-${n}.example` })
  const urls = remembered.relayRecords().map(({ url }) => url)
  expect(urls).toHaveLength(200)
  expect(urls.at(-1)).toBe('wss://relay-249.example')
})

test('the record of a relay that an earlier version wrote is read; its days of failure are counted anew', async () => {
  await storage.local.set({ 'relay-records': [{ ...record, failingSince: 5 }] })
  const remembered = await loadRemembered([])
  expect(remembered.relayRecords()).toEqual([record])
  remembered.record({ ...record, failed: { days: 2, last: 20_000 } })
  expect((await loadRemembered([])).relayRecords()[0]?.failed).toEqual({ days: 2, last: 20_000 })
  expect(console.error).not.toHaveBeenCalled()
})
