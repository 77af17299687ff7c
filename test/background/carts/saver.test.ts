import { describe, expect, test, vi } from 'vitest'
import { createSaver } from '../../../background/carts/saver.ts'
import type { Durability, LogSize } from '../../../background/store/cart-store.ts'
import { StoreError } from '../../../background/store/store-error.ts'

const bytes = (n: number): Uint8Array => Uint8Array.of(n)

/** A store whose every append waits until the test lets it succeed or fail. */
function heldStore() {
  const calls: { updates: number[]; durability: Durability; succeed(): void; fail(error: unknown): void }[] =
    []
  return {
    calls,
    append(_cart: string, updates: readonly Uint8Array[], durability: Durability): Promise<LogSize> {
      return new Promise((resolve, reject) => {
        calls.push({
          updates: updates.map(update => update[0] ?? -1),
          durability,
          succeed: () => resolve({ updates: updates.length, bytes: updates.length }),
          fail: reject,
        })
      })
    },
  }
}

function setUp() {
  const store = heldStore()
  const rescued: number[][] = []
  const saved: number[][] = []
  const onProblem = vi.fn()
  const saver = createSaver({
    store,
    cart: 'cart',
    hasRescued: false,
    rescue: {
      keep: async updates => void rescued.push(updates.map(update => update[0] ?? -1)),
      clear: async () => void rescued.push([]),
      kept: async () => [],
    },
    onSaved: updates => saved.push(updates.map(update => update[0] ?? -1)),
    onProblem,
  })
  const call = async (at: number) => {
    await vi.waitFor(() => expect(store.calls.length).toBeGreaterThan(at))
    const found = store.calls[at]
    if (!found) throw new Error('no such call')
    return found
  }
  return { saver, store, call, rescued, saved, onProblem }
}

describe('saver', () => {
  test('resolves only when the store has it, and only then says it is saved', async () => {
    const { saver, call, saved } = setUp()
    const done = vi.fn()
    const save = saver.save(bytes(1), 'strict').then(done)
    const append = await call(0)
    expect(done).not.toHaveBeenCalled()
    expect(saved).toEqual([])
    append.succeed()
    await save
    expect(saved).toEqual([[1]])
  })

  test('what comes while it writes goes into the next transaction, in order', async () => {
    const { saver, call, saved } = setUp()
    const saves = [
      saver.save(bytes(1), 'relaxed'),
      saver.save(bytes(2), 'strict'),
      saver.save(bytes(3), 'relaxed'),
    ]
    const first = await call(0)
    first.succeed()
    const second = await call(1)
    expect(second).toMatchObject({ updates: [2, 3], durability: 'strict' })
    second.succeed()
    await Promise.all(saves)
    expect(saved).toEqual([[1], [2, 3]])
  })

  test('a failed write is reported and kept; the next save writes both, in order', async () => {
    const { saver, call, rescued, saved, onProblem } = setUp()
    const lost = saver.save(bytes(1), 'strict')
    const first = await call(0)
    first.fail(new StoreError('full', 'no room'))
    await expect(lost).rejects.toThrow('no room')
    expect(saver.problem()).toBe('full')
    expect(rescued).toEqual([[1]])

    const next = saver.save(bytes(2), 'strict')
    const second = await call(1)
    expect(second.updates).toEqual([1, 2])
    second.succeed()
    await next
    expect(saver.problem()).toBeUndefined()
    expect(saved).toEqual([[1, 2]])
    expect(rescued.at(-1)).toEqual([])
    expect(onProblem).toHaveBeenCalledTimes(2)
  })

  test('a failed write is tried again without being asked', async () => {
    vi.useFakeTimers()
    try {
      const { saver, store, saved } = setUp()
      const lost = saver.save(bytes(1), 'strict')
      store.calls[0]?.fail(new StoreError('aborted', 'aborted'))
      await expect(lost).rejects.toThrow('aborted')
      await vi.advanceTimersByTimeAsync(2_000)
      store.calls[1]?.succeed()
      await vi.waitFor(() => expect(saved).toEqual([[1]]))
    } finally {
      vi.useRealTimers()
    }
  })

  test('saveNow writes what waits, and rejects while it still cannot', async () => {
    const { saver, call } = setUp()
    const lost = saver.save(bytes(1), 'strict')
    const first = await call(0)
    first.fail(new StoreError('full', 'no room'))
    await expect(lost).rejects.toThrow()

    const again = saver.saveNow()
    const second = await call(1)
    second.fail(new StoreError('full', 'no room'))
    await expect(again).rejects.toMatchObject({ reason: 'full' })

    const third = saver.saveNow()
    const last = await call(2)
    last.succeed()
    await third
    expect(saver.problem()).toBeUndefined()
  })

  test('what cannot be passed on after it was saved is saved all the same', async () => {
    const store = heldStore()
    const reported = vi.spyOn(console, 'error').mockImplementation(() => {})
    const saver = createSaver({
      store,
      cart: 'cart',
      hasRescued: false,
      rescue: { keep: async () => {}, clear: async () => {}, kept: async () => [] },
      onSaved: () => {
        throw new Error('the line is closed')
      },
      onProblem: () => {},
    })
    const save = saver.save(bytes(1), 'strict')
    store.calls[0]?.succeed()
    await save
    await saver.settled()
    expect(saver.problem()).toBeUndefined()
    expect(reported).toHaveBeenCalledOnce()
    reported.mockRestore()
  })
})
