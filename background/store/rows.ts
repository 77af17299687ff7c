import * as v from 'valibot'
import type { CartId } from '../../extension/cart/cart-id.ts'
import type { CartRecord, LogSize, StoredAuthor } from './cart-store.ts'

/** One Yjs v1 update of one cart, in the log or as a snapshot. */
export interface UpdateRow {
  readonly cart: CartId
  readonly update: Uint8Array
}

/** A row that could not be read: where it was and under which key, its value as found, and why. */
export interface DamagedRow {
  readonly cart: CartId
  readonly from: 'carts' | 'snapshots' | 'log'
  readonly key: IDBValidKey
  readonly value: unknown
  readonly problem: string
  /** ms since 1970. */
  readonly foundAt: number
}

const secretBytes = 32
const mostClientId = 2 ** 32 - 1

const updateRowSchema = v.object({ cart: v.string(), update: v.instance(Uint8Array) })
const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const logSizeSchema = v.object({ updates: countSchema, bytes: countSchema })
const authorSchema = v.object({
  device: v.string(),
  clientId: v.pipe(countSchema, v.maxValue(mostClientId)),
  clock: countSchema,
})
const secretSchema = v.pipe(v.instance(Uint8Array), v.length(secretBytes))
const timeSchema = v.pipe(v.number(), v.finite())
const recordSchema = v.object({
  id: v.string(),
  secret: v.exactOptional(secretSchema),
  relays: v.array(v.string()),
  createdAt: timeSchema,
})

/** The row, or a sentence on what is wrong with it. */
export function readUpdateRow(value: unknown): UpdateRow | string {
  const parsed = v.safeParse(updateRowSchema, value)
  return parsed.success ? parsed.output : v.summarize(parsed.issues)
}

/** The size, or undefined when there is none or it cannot be read: then the log has to be counted. */
export function readLogSize(value: unknown): LogSize | undefined {
  const parsed = v.safeParse(logSizeSchema, value)
  return parsed.success ? parsed.output : undefined
}

/** The author, or undefined when there is none or it cannot be read: then the cart is written on under a new client id. */
export function readAuthor(value: unknown): StoredAuthor | undefined {
  const parsed = v.safeParse(authorSchema, value)
  return parsed.success ? parsed.output : undefined
}

/** The record, or a sentence on what is wrong with it. `id` is the key it was found under. */
export function readRecord(id: CartId, value: unknown): CartRecord | string {
  const parsed = v.safeParse(recordSchema, value)
  if (!parsed.success) return v.summarize(parsed.issues)
  return parsed.output.id === id ? parsed.output : `The record of ${id} names another cart`
}

/** What of a damaged record still holds, so that its cart stays in the list. */
export function mendRecord(id: CartId, value: unknown): CartRecord {
  const fields: Readonly<Record<string, unknown>> = typeof value === 'object' ? { ...value } : {}
  const relays = Array.isArray(fields.relays) ? fields.relays : []
  return {
    id,
    ...(v.is(secretSchema, fields.secret) && { secret: fields.secret }),
    relays: relays.filter(relay => typeof relay === 'string'),
    createdAt: v.is(timeSchema, fields.createdAt) ? fields.createdAt : 0,
  }
}

/**
 * The record as it is written: its own fields alone. Throws a TypeError for a secret of another length, which could
 * not be read back.
 */
export function toRecord({ id, secret, relays, createdAt }: CartRecord): CartRecord {
  if (secret && secret.length !== secretBytes) {
    throw new TypeError(`The secret of a cart has ${secretBytes} bytes, not ${secret.length}`)
  }
  return { id, ...(secret && { secret: ownBytes(secret) }), relays: [...relays], createdAt }
}

/** `bytes` in a buffer of their own: IndexedDB would store the whole buffer behind a view. */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
}

/** How much log the rows make. */
export function sizeOf(updates: readonly Uint8Array[]): LogSize {
  return { updates: updates.length, bytes: updates.reduce((sum, update) => sum + update.byteLength, 0) }
}
