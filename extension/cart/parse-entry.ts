import * as v from 'valibot'
import { limits } from '../limits.ts'
import { moneySchema } from '../product/money.ts'
import { productSchema, webAddressSchema } from '../product/product.ts'
import { type Entry, type FieldKind, kind } from './entries.ts'
import { sightingSchema } from './sighting.ts'

/** The last moment a Date can name. */
export const lastMoment = 8_640_000_000_000_000

/** Devices whose shares one set may carry. */
export const mostCarried = 256
const mostAbsorbed = 64
const mostRelays = 20

const lineKey = v.pipe(v.string(), v.regex(/^[\w-]{22}$/))
const device = v.pipe(v.string(), v.regex(/^[\w-]{8}$/))
const id = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0x7fff_ffff))
const quantity = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(limits.quantity))
const text = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(limits.text))
const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(lastMoment))

/** Pairs in one flat array: [first, second, first, second, ...]. */
function areFlatPairs(flat: readonly unknown[], first: v.GenericSchema, second: v.GenericSchema): boolean {
  return flat.length % 2 === 0 && flat.every((item, at) => v.is(at % 2 === 0 ? first : second, item))
}

function carried(carry: readonly (string | number)[]): number {
  return carry.reduce<number>((sum, item) => (typeof item === 'number' ? sum + item : sum), 0)
}

const carry = v.pipe(
  v.array(v.union([v.string(), v.number()])),
  v.maxLength(2 * mostCarried),
  v.check(flat => areFlatPairs(flat, device, quantity), 'not pairs of a device and its units'),
)

const relay = v.pipe(
  v.string(),
  v.maxLength(limits.url),
  v.check(
    address => URL.canParse(address) && /^wss?:$/.test(new URL(address).protocol),
    'not a ws or wss address',
  ),
)

function field<K extends FieldKind, Value extends v.GenericSchema>(field: K, value: Value) {
  return v.strictTuple([v.literal(field), lineKey, value, time])
}

function cartWide<K extends FieldKind, Value extends v.GenericSchema>(field: K, value: Value) {
  return v.strictTuple([v.literal(field), v.literal(''), value, time])
}

const setEntry = v.pipe(
  v.strictTuple([
    v.literal(kind.set),
    lineKey,
    id,
    quantity,
    carry,
    v.pipe(v.array(id), v.maxLength(mostAbsorbed)),
  ]),
  v.check(([, , , n, carry]) => carried(carry) <= n, 'carries more than it sets'),
)

const boughtEntry = v.pipe(
  v.tupleWithRest([v.literal(kind.bought), lineKey], v.number()),
  v.check(([, , ...units]) => areFlatPairs(units, id, quantity), 'not pairs of an id and its units'),
)

const schemas: {
  readonly [K in Entry[0]]: v.GenericSchema<unknown, Extract<Entry, readonly [K, ...unknown[]]>>
} = {
  [kind.units]: v.strictTuple([v.literal(kind.units), lineKey, id, quantity]),
  [kind.set]: setEntry,
  [kind.less]: v.strictTuple([v.literal(kind.less), lineKey, id, quantity]),
  [kind.bought]: boughtEntry,
  [kind.note]: field(kind.note, v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(limits.note))),
  [kind.price]: field(kind.price, v.nullable(moneySchema)),
  [kind.product]: field(kind.product, productSchema),
  [kind.title]: field(kind.title, text),
  [kind.picture]: field(kind.picture, v.nullable(webAddressSchema)),
  [kind.variant]: field(kind.variant, v.nullable(text)),
  [kind.claimedBy]: field(kind.claimedBy, v.nullable(device)),
  [kind.cartName]: cartWide(kind.cartName, text),
  [kind.member]: cartWide(
    kind.member,
    v.object({ person: text, colour: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i)) }),
  ),
  [kind.relays]: cartWide(kind.relays, v.pipe(v.array(relay), v.maxLength(mostRelays))),
  [kind.notice]: field(kind.notice, v.literal('kept')),
  [kind.seen]: field(kind.seen, sightingSchema),
  [kind.listPrice]: field(kind.listPrice, v.nullable(moneySchema)),
  [kind.availability]: field(kind.availability, v.nullable(productSchema.entries.availability.wrapped)),
}

function isKind(value: unknown): value is Entry[0] {
  return typeof value === 'number' && Object.hasOwn(schemas, value)
}

const parsed = new WeakMap<object, Entry | 'unreadable'>()

/**
 * What stands in a device's array, as an entry; undefined if it is malformed, over a limit, or of a kind that this
 * version does not know. Never throws. Entries are never changed, so each is looked at once.
 */
export function parseEntry(value: unknown): Entry | undefined {
  if (!Array.isArray(value)) return undefined
  const known = parsed.get(value)
  if (known) return known === 'unreadable' ? undefined : known
  const entry = readEntry(value)
  parsed.set(value, entry ?? 'unreadable')
  return entry
}

function readEntry(value: readonly unknown[]): Entry | undefined {
  const [of] = value
  if (!isKind(of)) return undefined
  // One issue is enough: all of them would take far more memory than the entry.
  const result = v.safeParse<v.GenericSchema<unknown, Entry>>(schemas[of], value, { abortEarly: true })
  return result.success ? result.output : undefined
}
