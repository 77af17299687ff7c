import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { KeptState, RelayStatus } from '../../../background/network/protocol.ts'
import { SavedState } from '../../../background/network/saved-state.ts'

const [one, two] = ['wss://one.example', 'wss://two.example']
const kept: KeptState = { digest: 'as kept', savedOn: [one, two], savedAt: 5, waiting: 3 }
const day = 24 * 60 * 60_000
const holds = { events: 1, bytes: 1_024, devices: 1 }

let document: { revision: number; isEmpty: boolean; contents: string; digest(): Promise<string> }
let told: KeptState[]
let now: number
const onKept = vi.fn()

beforeEach(() => {
  onKept.mockReset()
  told = []
  now = 10
  document = {
    revision: 1,
    isEmpty: false,
    contents: 'as kept',
    digest: () => Promise.resolve(document.contents),
  }
})

async function start(state: KeptState | 'nothing' = kept): Promise<SavedState> {
  const before = state === 'nothing' ? undefined : state
  const saved = new SavedState({
    document,
    kept: before,
    now: () => now,
    tell: one => told.push(one),
    onKept,
  })
  await saved.start()
  return saved
}

function relay(url: string, share: Partial<RelayStatus> = {}): RelayStatus {
  return { url, state: 'connecting', hasAll: false, ...share }
}

describe('before a relay was read', () => {
  test('the cart is saved where it was kept to be, if it is the same and those are still its relays', async () => {
    const saved = await start()
    expect(saved.of([relay(one)], undefined)).toEqual({
      relays: [relay(one, { hasAll: true })],
      savedOn: 1,
      savedAt: 5,
      waiting: 0,
    })
  })

  test('a cart that changed since waits, with the changes that were kept and those that came', async () => {
    document.contents = 'changed'
    const saved = await start()
    expect(saved.of([relay(one)], undefined)).toMatchObject({ savedOn: 0, waiting: 3 })
    saved.ownChange()
    expect(saved.of([relay(one)], undefined)).toMatchObject({ savedOn: 0, waiting: 4 })
  })

  test('a relay counts only while it has answered in the last 45 days', async () => {
    const saved = await start()
    now = 100 * day
    const relays = [relay(one, { answeredAt: 56 * day }), relay(two, { answeredAt: 55 * day })]
    expect(saved.of(relays, undefined)).toMatchObject({
      savedOn: 1,
      relays: [{ hasAll: true }, { hasAll: false }],
    })
    now = 102 * day
    expect(saved.of(relays, undefined)).toMatchObject({ savedOn: 0, waiting: 1 })
    // It may have answered before its record was forgotten: when the cart was saved at the latest.
    expect(saved.of([relay(one)], undefined).savedOn).toBe(0)
    now = 45 * day
    expect(saved.of([relay(one)], undefined).savedOn).toBe(1)
  })

  test('what was kept says nothing any more once the cart changes', async () => {
    const saved = await start()
    document.revision += 1
    expect(saved.of([relay(one)], undefined)).toMatchObject({ savedOn: 0, waiting: 1 })
  })

  test('a change while it is found out whether the cart is the same is not taken for saved', async () => {
    const saved = new SavedState({ document, kept, now: () => now, tell: () => {}, onKept })
    const starting = saved.start()
    document.revision += 1
    await starting
    expect(saved.of([relay(one)], undefined).savedOn).toBe(0)
  })

  test('nothing waits of an empty cart', async () => {
    document.isEmpty = true
    expect((await start('nothing')).of([relay(one)], undefined)).toMatchObject({ savedOn: 0, waiting: 0 })
  })
})

test('a relay that was read and lacks something counts no more, the others do until they are read', async () => {
  const saved = await start()
  const read = relay(one, { state: 'connected', holds })
  expect(saved.of([read, relay(two)], undefined)).toMatchObject({
    savedOn: 1,
    relays: [{ hasAll: false }, { hasAll: true }],
  })
  expect(saved.of([read, relay(two, { holds })], undefined)).toMatchObject({ savedOn: 0, waiting: 1 })
})

describe('what is kept', () => {
  test('is where and when the cart was saved, and what it then was; told once', async () => {
    const saved = await start('nothing')
    const status = saved.of([relay(one, { hasAll: true }), relay(two)], 9)
    saved.keep(status)
    saved.keep(status)
    expect(saved.isKept).toBe(false)
    await vi.waitFor(() => expect(onKept).toHaveBeenCalledOnce())
    expect(saved.isKept).toBe(true)
    expect(told).toEqual([{ digest: 'as kept', savedOn: [one], savedAt: 9, waiting: 0 }])
  })

  test('has the number of changes since', async () => {
    const saved = await start()
    document.revision += 1
    for (let n = 0; n < 2; n++) saved.ownChange()
    saved.keep(saved.of([relay(one)], undefined))
    await vi.waitFor(() => expect(told).toEqual([{ ...kept, waiting: 2 }]))
  })

  test('is not of a state that was passed over by the next one', async () => {
    const saved = await start('nothing')
    saved.keep(saved.of([relay(one, { hasAll: true })], 9))
    document.revision += 1
    document.contents = 'newer'
    saved.keep(saved.of([relay(one, { hasAll: true })], 10))
    await vi.waitFor(() => expect(saved.isKept).toBe(true))
    expect(told).toEqual([{ digest: 'newer', savedOn: [one], savedAt: 10, waiting: 0 }])
  })

  test('is told again to a background that does not have it', async () => {
    const saved = await start()
    saved.reopened(kept)
    expect(told).toEqual([])
    saved.reopened(undefined)
    expect(told).toEqual([kept])
  })
})
