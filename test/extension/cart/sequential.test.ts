import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CartLine } from '../../../extension/cart/cart-view.ts'
import { cartView } from '../../../extension/cart/view.ts'
import { type Actor, allCommands, commands, perform } from './support/commands.ts'
import { deliver, replica } from './support/household.ts'
import { ReferenceCart, type ReferenceLine } from './support/reference-cart.ts'

const cartWide = new Set(['name', 'member', 'relays'])
const lineCommands = allCommands.filter(name => !cartWide.has(name))

function shown(line: CartLine) {
  return {
    shares: Object.fromEntries(line.shares.map(({ device, quantity }) => [device, quantity])),
    quantity: line.quantity,
    bought: line.bought,
    note: line.note?.value ?? '',
    otherNotes: line.otherNotes,
    title: line.product.title,
    price: line.product.price?.amount ?? null,
    variant: line.product.variant ?? '',
    listPrice: line.product.listPrice?.amount ?? null,
    stock: line.product.availability ?? null,
    picture: line.product.image ?? null,
    seen: (line.history ?? []).map(({ price, availability }) => [price?.amount ?? null, availability]),
    keptAfterRemove: line.keptAfterRemove,
  }
}

function expected(line: ReferenceLine, quantity: number): ReturnType<typeof shown> {
  const { seen } = line
  const lastPrice = seen.findLast(({ price }) => price !== null)?.price ?? null
  const hasHistory = seen.length > 1 || line.price !== undefined || line.stock !== undefined
  return {
    shares: Object.fromEntries([...line.shares].filter(([, n]) => n > 0)),
    quantity,
    bought: line.bought,
    note: line.note ?? '',
    otherNotes: [],
    title: line.title,
    price: line.price === undefined ? lastPrice : line.price,
    variant: line.variant ?? '',
    listPrice: line.listPrice ?? null,
    stock: line.stock === undefined ? (seen.at(-1)?.stock ?? null) : line.stock,
    picture: (line.picture === undefined ? line.seenPicture : line.picture) ?? null,
    seen: hasHistory ? seen.map(({ price, stock }) => [price, stock]) : [],
    keptAfterRemove: false,
  }
}

test('where everybody sees everything at once, the cart is what a single list would be', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ who: fc.nat(1), command: commands(lineCommands) }), {
        maxLength: 40,
        size: 'max',
      }),
      steps => {
        const actors: Actor[] = ['alice', 'bob'].map(name => ({ ...replica(name), undoable: [] }))
        const observer = replica('carol')
        const reference = new ReferenceCart()
        for (const { who, command } of steps) {
          const actor = actors[who]
          if (!actor) continue
          if (command.name === 'undo' && reference.undoWouldMeet(actor.device)) continue
          perform(actor, command)
          reference.perform(actor.device, command.name, command.key, command.n)
          for (const other of [...actors, observer]) deliver(actor, other)
          const lines = cartView(observer.doc).lines.map(line => [line.key, shown(line)] as const)
          expect(new Map(lines)).toEqual(
            new Map(
              [...reference.lines].map(([key, line]) => [key, expected(line, reference.quantity(key))]),
            ),
          )
        }
      },
    ),
    { numRuns: 200 },
  )
}, 120_000)
