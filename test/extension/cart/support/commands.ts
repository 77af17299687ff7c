import fc from 'fast-check'
import type { LineKey } from '../../../../extension/cart/cart-view.ts'
import { tick, untick } from '../../../../extension/cart/operations/bought.ts'
import { setCartName, setMember, setRelays } from '../../../../extension/cart/operations/cart-wide.ts'
import { clearBought } from '../../../../extension/cart/operations/clear-bought.ts'
import {
  dismissKept,
  editAvailability,
  editListPrice,
  editNote,
  editPicture,
  editPrice,
  editTitle,
  editVariant,
} from '../../../../extension/cart/operations/fields.ts'
import {
  addUnits,
  removeLine,
  setQuantity,
  takeUnits,
} from '../../../../extension/cart/operations/quantity.ts'
import { repair } from '../../../../extension/cart/operations/repair.ts'
import { restoreLines } from '../../../../extension/cart/operations/restore.ts'
import { seeProduct } from '../../../../extension/cart/operations/see.ts'
import { sweep } from '../../../../extension/cart/operations/sweep.ts'
import type { RemovedLine } from '../../../../extension/cart/removed-line.ts'
import type { Replica } from '../../../../extension/cart/replica.ts'
import type { Product } from '../../../../extension/product/product.ts'
import { UserError } from '../../../../extension/user-error.ts'
import { add, knownOf, rice, soap, tea } from './household.ts'

/** A member with what their Undo button would bring back. */
export interface Actor extends Replica {
  undoable: readonly RemovedLine[]
}

/** What the product's page may say at a later look. */
function seen(key: LineKey, n: number): Product {
  if (n === 1) return { title: key, availability: 'OutOfStock' }
  const image = n === 2 ? { image: 'https://shop.example/seen.png' } : {}
  return { title: key, price: { amount: 200 + n, currency: 'EUR' }, availability: 'InStock', ...image }
}

/** Something a member does to a line, or to the cart. */
export interface Command {
  readonly name: string
  readonly key: LineKey
  readonly n: number
  /** What a note says, if it is to be more than a few words. */
  readonly text?: string
}

type Act = (actor: Actor, key: LineKey, n: number, text?: string) => unknown

export const acts = {
  add: (actor, key, n) => add(actor, key, n),
  more: (actor, key, n) => addUnits(actor, key, n),
  less: (actor, key, n) => takeUnits(actor, key, n),
  set: (actor, key, n) => setQuantity(actor, key, n - 1),
  remove: (actor, key) => removeLine(actor, key),
  tick: (actor, key) => tick(actor, key),
  untick: (actor, key) => untick(actor, key),
  clear: actor => clearBought(actor),
  undo: actor => restoreLines(actor, actor.undoable),
  note: (actor, key, n, text = n === 1 ? '' : `note ${n} of ${actor.device}`) => editNote(actor, key, text),
  title: (actor, key, n) => editTitle(actor, key, `title ${n}`),
  price: (actor, key, n) => editPrice(actor, key, n === 1 ? null : { amount: n, currency: 'EUR' }),
  variant: (actor, key, n) => editVariant(actor, key, n === 1 ? '' : `size ${n}`),
  dismiss: (actor, key) => dismissKept(actor, key),
  listPrice: (actor, key, n) =>
    editListPrice(actor, key, n === 1 ? null : { amount: 900 + n, currency: 'EUR' }),
  stock: (actor, key, n) => editAvailability(actor, key, n === 1 ? null : n === 2 ? 'OutOfStock' : 'InStock'),
  picture: (actor, key, n) => editPicture(actor, key, n === 1 ? null : `https://shop.example/${n}.png`),
  see: (actor, key, n) => seeProduct(actor, key, seen(key, n)),
  repair: actor => repair(actor, knownOf),
  sweep: actor => sweep(actor),
  name: (actor, _key, n) => setCartName(actor, `cart ${n}`),
  member: (actor, _key, n) => setMember(actor, { person: `${actor.device} ${n}`, colour: '#123456' }),
  relays: (actor, _key, n) => setRelays(actor, [`wss://relay${n}.example`]),
} satisfies Record<string, Act>
export type CommandName = keyof typeof acts

export const allCommands = Object.keys(acts) as CommandName[]

/** One of the commands, on one of three lines; n is 1 to 4. */
export function commands(
  names: readonly CommandName[] = allCommands,
  keys: readonly LineKey[] = [tea, rice, soap],
) {
  return fc.record({
    name: fc.constantFrom(...names),
    key: fc.constantFrom(...keys),
    n: fc.integer({ min: 1, max: 4 }),
  })
}

/** Does it as a view would: what the cart refuses is no command; what was removed can be undone. Answers if it was done. */
export function perform(actor: Actor, { name, key, n, text }: Command): boolean {
  const act: Act = acts[name as CommandName]
  try {
    const removed = removedLines(act(actor, key, n, text))
    if (removed.length > 0) actor.undoable = removed
    return true
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

function removedLines(result: unknown): RemovedLine[] {
  const lines: unknown[] = Array.isArray(result) ? result : [result]
  return lines.filter(
    (line): line is RemovedLine => typeof line === 'object' && line !== null && 'shares' in line,
  )
}
