import fc from 'fast-check'
import { expect, test } from 'vitest'
import { removeLine } from '../../../extension/cart/operations/quantity.ts'
import {
  type Actor,
  allCommands,
  type Command,
  type CommandName,
  commands,
  perform,
} from './support/commands.ts'
import { add, lineOf, quantityOf, replica, rice, soap, tea } from './support/household.ts'
import { LossyNetwork, type NetworkEvent, networkEvents } from './support/lossy-network.ts'

/** What says that somebody wants units of the line; anything else must not bring it back. */
const wanting: ReadonlySet<CommandName> = new Set<CommandName>(['add', 'more', 'set', 'undo'])

type Step = { readonly who: number; readonly command: Command } | NetworkEvent

function history(command: fc.Arbitrary<Command>): fc.Arbitrary<Step[]> {
  return fc.array(fc.oneof(fc.record({ who: fc.nat(2), command }), networkEvents) as fc.Arbitrary<Step>, {
    maxLength: 25,
    size: 'max',
  })
}

const anything = history(commands())
const nothingMoreOfTea = history(
  fc.oneof(
    commands(
      allCommands.filter(name => !wanting.has(name)),
      [tea],
    ),
    commands(withoutUndo(), [rice, soap]),
  ),
)

function nobody(): never {
  throw new Error('there is no such member')
}

function withoutUndo(): CommandName[] {
  return allCommands.filter(name => name !== 'undo')
}

test('no operation on another line, no order of delivery and no stale member revives a removed line', () => {
  fc.assert(
    fc.property(anything, fc.nat(2), nothingMoreOfTea, (before, remover, meanwhile) => {
      const actors: Actor[] = ['alice', 'bob', 'carol'].map(name => ({ ...replica(name), undoable: [] }))
      const network = new LossyNetwork(actors)
      const take = (step: Step) => {
        if ('event' in step) network.happen(step)
        else perform(actors[step.who] ?? nobody(), step.command)
      }
      const [alice = nobody()] = actors
      const one = actors[remover] ?? nobody()
      add(alice, tea, 2)
      for (const step of before) take(step)
      network.settle()

      removeLine(one, tea)
      for (const step of meanwhile) take(step)
      network.settle()
      for (const actor of actors) expect(quantityOf(actor, tea)).toBe(0)

      add(alice, tea, 2)
      network.settle()
      for (const actor of actors) {
        expect(lineOf(actor, tea)).toMatchObject({
          quantity: 2,
          bought: 0,
          otherNotes: [],
          keptAfterRemove: false,
        })
        expect(lineOf(actor, tea)).not.toHaveProperty('note')
      }
    }),
    { numRuns: 200 },
  )
}, 120_000)
