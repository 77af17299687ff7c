import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addUnits, removeLine } from '../../../extension/cart/operations/quantity.ts'
import { repair } from '../../../extension/cart/operations/repair.ts'
import type { Replica } from '../../../extension/cart/replica.ts'
import { add, deliver, knownOf, quantityOf, replica, tea } from './support/household.ts'

interface Operation {
  readonly does: 'add' | 'more' | 'remove'
  readonly n: number
  /** The operations that its author had seen, as bits. */
  readonly past: number
}

/** A member and the operations they have seen, as bits. */
interface Knowing extends Replica {
  seen: number
}

const steps = fc.array(
  fc.record({
    does: fc.constantFrom('add', 'more', 'remove', 'sync', 'sync'),
    who: fc.nat(2),
    with: fc.nat(2),
    n: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 3, maxLength: 18, size: 'max' },
)
const mostOperations = 8

/** Does it, and answers what a sequential cart has to explain; undefined if there was nothing to do. */
function act(member: Knowing, does: string, n: number): Operation | undefined {
  const inView = quantityOf(member, tea) > 0
  const past = member.seen
  if (does === 'remove' && inView) removeLine(member, tea)
  else if (does === 'more' && inView) addUnits(member, tea, n)
  else if (does === 'add') add(member, tea, n)
  else return undefined
  return { does: does as Operation['does'], n, past }
}

function apply(quantity: number, { does, n }: Operation): number {
  return does === 'remove' ? 0 : quantity + n
}

/** Every quantity that some order of the operations comes to, in which each follows what its author had seen. */
function explainedQuantities(operations: readonly Operation[]): ReadonlySet<number> {
  let reached = new Map<number, Set<number>>([[0, new Set([0])]])
  for (let step = 0; step < operations.length; step++) {
    const next = new Map<number, Set<number>>()
    for (const [done, quantities] of reached) {
      for (const [at, operation] of operations.entries()) {
        const isNext = (done & (1 << at)) === 0 && (operation.past & ~done) === 0
        if (!isNext) continue
        const after = next.get(done | (1 << at)) ?? new Set()
        for (const quantity of quantities) after.add(apply(quantity, operation))
        next.set(done | (1 << at), after)
      }
    }
    reached = next
  }
  return new Set([...reached.values()].flatMap(quantities => [...quantities]))
}

test('the oracle knows the orders of a remove beside an add', () => {
  const first: Operation = { does: 'add', n: 2, past: 0 }
  const remove: Operation = { does: 'remove', n: 1, past: 1 }
  const more: Operation = { does: 'more', n: 1, past: 1 }
  expect(explainedQuantities([first, remove, more])).toEqual(new Set([0, 1]))
  expect(explainedQuantities([first, remove, { ...more, past: 3 }])).toEqual(new Set([1]))
})

test('some sequential order of adds, taps on + and removes explains every merged quantity', () => {
  fc.assert(
    fc.property(steps, history => {
      const members: Knowing[] = ['alice', 'bob', 'carol'].map(name => ({ ...replica(name), seen: 0 }))
      const operations: Operation[] = []
      const sync = (from: Knowing, to: Knowing) => {
        deliver(from, to)
        to.seen |= from.seen
        repair(to, knownOf)
      }
      for (const { does, who, with: other, n } of history) {
        const [member, peer] = [members[who], members[other]]
        if (!member || !peer) continue
        if (does === 'sync') sync(peer, member)
        else if (operations.length < mostOperations) {
          const operation = act(member, does, n)
          if (!operation) continue
          member.seen |= 1 << operations.length
          operations.push(operation)
        }
      }
      for (let round = 0; round < 2; round++) {
        for (const from of members) for (const to of members) sync(from, to)
      }
      const explained = explainedQuantities(operations)
      for (const member of members) expect(explained).toContain(quantityOf(member, tea))
    }),
    { numRuns: 1_000 },
  )
}, 120_000)
