import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type CartIndex, createCartIndex } from '../../../extension/cart/cart-index.ts'
import { liveEntryHash } from '../../../extension/cart/entry-hash.ts'
import { linesWithoutProduct, repair } from '../../../extension/cart/operations/repair.ts'
import { sweep } from '../../../extension/cart/operations/sweep.ts'
import { cartView } from '../../../extension/cart/view.ts'
import { type Actor, type Command, commands, perform } from './support/commands.ts'
import { knownOf, replica } from './support/household.ts'
import { LossyNetwork, type NetworkEvent, networkEvents } from './support/lossy-network.ts'

/** Long enough for a machine that does much else: these tests end when they have done their runs. */
const slow = 120_000

type Step = { readonly who: number; readonly command: Command } | NetworkEvent

const histories = fc.array(
  fc.oneof(fc.record({ who: fc.nat(2), command: commands() }), networkEvents) as fc.Arbitrary<Step>,
  { minLength: 1, maxLength: 40, size: 'max' },
)

function threeActors(): Actor[] {
  return ['alice', 'bob', 'carol'].map(name => ({ ...replica(name), undoable: [] }))
}

function nobody(): never {
  throw new Error('there is no such member')
}

function take(step: Step, actors: readonly Actor[], network: LossyNetwork): void {
  if ('event' in step) network.happen(step)
  else perform(actors[step.who] ?? nobody(), step.command)
}

function expectIndexesRight(actors: readonly Actor[], indexes: readonly CartIndex[]): void {
  for (const [at, { doc }] of actors.entries()) {
    const view = cartView(doc)
    const index = indexes[at]
    expect(index?.view()).toEqual(view)
    expect(index?.withoutProduct()).toEqual(linesWithoutProduct(doc))
    expect(new Set(index?.keys())).toEqual(new Set(view.lines.map(line => line.key)))
    for (const line of view.lines) expect(index?.line(line.key)).toEqual(line)
  }
}

function expectEqualCarts(actors: readonly Actor[]): void {
  const [first, ...others] = actors.map(({ doc }) => ({ view: cartView(doc), hash: liveEntryHash(doc) }))
  for (const other of others) expect(other).toEqual(first)
}

function expectSound(actor: Actor | undefined): void {
  const { lines, skipped } = cartView(actor?.doc ?? new Y.Doc())
  expect(skipped).toBe(0)
  for (const { quantity, bought, shares } of lines) {
    expect(quantity).toBeGreaterThanOrEqual(1)
    expect(bought).toBeLessThanOrEqual(quantity)
    expect(shares.reduce((sum, share) => sum + share.quantity, 0)).toBe(quantity)
  }
}

test(
  'whatever members do and however updates travel, all end with the same cart, and every index with its view',
  () => {
    fc.assert(
      fc.property(histories, steps => {
        const actors = threeActors()
        const network = new LossyNetwork(actors)
        const indexes = actors.map(({ doc }) => createCartIndex(doc))
        for (const step of steps) {
          take(step, actors, network)
          expectIndexesRight(actors, indexes)
        }
        network.settle()
        expectIndexesRight(actors, indexes)
        expectEqualCarts(actors)
        expectSound(actors[0])
      }),
      { numRuns: 200 },
    )
  },
  slow,
)

test(
  'after a repair by all at once every line in view has a product, on every replica',
  () => {
    fc.assert(
      fc.property(histories, steps => {
        const actors = threeActors()
        const network = new LossyNetwork(actors)
        for (const step of steps) take(step, actors, network)
        network.settle()
        for (const actor of actors) {
          repair(actor, knownOf)
          expect(repair(actor, knownOf)).toEqual([])
        }
        network.settle()
        expectEqualCarts(actors)
        for (const actor of actors) expect(linesWithoutProduct(actor.doc).size).toBe(0)
      }),
      { numRuns: 200 },
    )
  },
  slow,
)

test(
  'an index hears exactly of what changed',
  () => {
    fc.assert(
      fc.property(histories, steps => {
        const actors = threeActors()
        const network = new LossyNetwork(actors)
        const [alice = nobody()] = actors
        const index = createCartIndex(alice.doc)
        const followed = new Map(index.view().lines.map(line => [line.key, line]))
        index.onChange(changed => {
          for (const key of changed) {
            const line = index.line(key)
            if (line) followed.set(key, line)
            else followed.delete(key)
          }
        })
        for (const step of steps) take(step, actors, network)
        network.settle()
        expect(followed).toEqual(new Map(cartView(alice.doc).lines.map(line => [line.key, line])))
      }),
      { numRuns: 200 },
    )
  },
  slow,
)

/** Copies of the members' documents, which go another way from here. */
function fork(actors: readonly Actor[]): Actor[] {
  return actors.map(actor => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(actor.doc))
    return { ...actor, doc }
  })
}

// Each member knows what those knew whom they heard of, as after a sync: sweep asks for no less.
const syncedHistories = fc.array(
  fc.oneof(
    fc.record({ who: fc.nat(2), command: commands() }),
    fc.record({
      event: fc.constant('reconnect' as const),
      from: fc.nat(2),
      to: fc.nat(2),
      pick: fc.constant(0),
    }),
  ),
  { minLength: 1, maxLength: 30, size: 'max' },
)

test(
  'a sweep changes no view: not where it is done, and not where it arrives',
  () => {
    fc.assert(
      fc.property(syncedHistories, fc.nat(2), (steps, sweeper) => {
        const actors = threeActors()
        const network = new LossyNetwork(actors)
        for (const step of steps) take(step, actors, network)
        const swept = fork(actors)
        const one = swept[sweeper]
        const before = one && cartView(one.doc)
        if (one) sweep(one)
        expect(one && cartView(one.doc)).toEqual(before)
        network.settle()
        new LossyNetwork(swept).settle()
        expectEqualCarts(swept)
        expect(cartView(swept[0]?.doc ?? new Y.Doc())).toEqual(cartView(actors[0]?.doc ?? new Y.Doc()))
      }),
      { numRuns: 200 },
    )
  },
  slow,
)
