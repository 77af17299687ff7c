import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { KeptState, NetworkStatus } from '../../../background/network/protocol.ts'
import { type CartStatuses, createCartStatuses } from '../../../background/views/cart-statuses.ts'

const [one, two] = ['wss://one.example', 'wss://two.example']
const kept: KeptState = { digest: 'd', savedOn: [one], savedAt: 5, waiting: 0 }
const saved: NetworkStatus = {
  relays: [
    { url: one, state: 'connected', hasAll: true },
    { url: two, state: 'failed', problem: 'gone', hasAll: false },
  ],
  peers: ['device-b'],
  savedOn: 1,
  savedAt: 7,
  waiting: 0,
  progress: { what: 'saving', done: 1, total: 9 },
}

const onChange = vi.fn()
let statuses: CartStatuses

beforeEach(() => {
  onChange.mockReset()
  statuses = createCartStatuses(onChange)
})

describe('before the network said anything', () => {
  test('a cart that is as it was kept is saved where it was, as far as those are still its relays', () => {
    statuses.remembered('c', [one, two], kept, [one, 'wss://former.example'])
    expect(statuses.of('c')).toEqual({
      relays: [
        { url: one, state: 'connecting', hasAll: true },
        { url: two, state: 'connecting', hasAll: false },
      ],
      peers: [],
      savedOn: 1,
      savedAt: 5,
      waiting: 0,
    })
  })

  test.each([
    ['changed since', kept, 1],
    ['changed five times since', { ...kept, waiting: 5 }, 5],
    ['never saved', { ...kept, savedOn: [] }, 1],
  ])('a cart that was %s waits', (_what, state, waiting) => {
    statuses.remembered('c', [one], state, [])
    expect(statuses.of('c')).toMatchObject({ savedOn: 0, waiting })
    expect(statuses.of('c')).not.toHaveProperty('savedAt')
  })

  test('nothing is known of a cart of which nothing was kept, and the network knows better', () => {
    statuses.remembered('c', [one], undefined, [])
    expect(statuses.of('c')).toBeUndefined()
    statuses.told('c', saved)
    statuses.remembered('c', [one], kept, [one])
    expect(statuses.of('c')).toBe(saved)
  })
})

test('own changes wait at once', () => {
  statuses.ownChanges('c', 1)
  expect(statuses.of('c')).toBeUndefined()
  statuses.told('c', saved)
  statuses.ownChanges('c', 2)
  statuses.ownChanges('c', 1)
  expect(statuses.of('c')).toMatchObject({
    savedOn: 0,
    waiting: 3,
    relays: [{ hasAll: false }, { hasAll: false }],
  })
  expect(onChange).toHaveBeenCalledTimes(3)
})

test('a network that rests keeps what is saved, has no peers and nothing under way, and begins anew', () => {
  statuses.told('c', saved)
  statuses.running(false)
  expect(statuses.of('c')).toEqual({
    relays: [
      { url: one, state: 'resting', hasAll: true },
      { url: two, state: 'resting', problem: 'gone', hasAll: false },
    ],
    peers: [],
    savedOn: 1,
    savedAt: 7,
    waiting: 0,
  })
  statuses.running(true)
  expect(statuses.of('c')?.relays.map(({ state }) => state)).toEqual(['connecting', 'connecting'])
})
