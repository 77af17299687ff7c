import * as v from 'valibot'
import { limits } from '../../extension/limits.ts'
import type { FromNetwork, ToNetwork } from './protocol.ts'

/* The protocol's messages as schemas: what the port between worker and offscreen document checks on arrival. */

const bytes = v.instance(Uint8Array)
const cart = v.string()
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const time = v.number()
const session = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))
const words = v.pipe(v.string(), v.maxLength(limits.relayWords))
const address = v.pipe(v.string(), v.maxLength(limits.url))

export const keptSchema = v.object({
  digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  savedOn: v.array(address),
  savedAt: time,
  waiting: count,
})

const bucket = v.object({ left: v.number(), at: time })

export const relayRecordSchema = v.object({
  url: address,
  answeredAt: v.exactOptional(time),
  failed: v.exactOptional(v.object({ days: count, last: count })),
  notBefore: v.exactOptional(time),
  refusals: v.exactOptional(count),
  budget: v.exactOptional(bucket),
  signals: v.exactOptional(bucket),
  limits: v.exactOptional(
    v.object({
      readAt: time,
      name: v.exactOptional(words),
      content: v.exactOptional(count),
      message: v.exactOptional(count),
      needsAuth: v.exactOptional(v.boolean()),
      needsPayment: v.exactOptional(v.boolean()),
      restrictsWrites: v.exactOptional(v.boolean()),
    }),
  ),
})

const toNetworkSchema = v.variant('type', [
  v.object({
    type: v.literal('open'),
    cart,
    secret: bytes,
    relays: v.array(v.string()),
    device: v.string(),
    session,
    known: v.exactOptional(v.array(session)),
    state: bytes,
    kept: v.exactOptional(keptSchema),
  }),
  v.object({ type: v.literal('update'), cart, update: bytes }),
  v.object({ type: v.literal('close'), cart }),
  v.object({ type: v.literal('relays'), cart, relays: v.array(v.string()) }),
  v.object({ type: v.literal('relay-records'), records: v.array(relayRecordSchema) }),
  v.object({ type: v.literal('probe'), request: v.number(), secret: bytes, relays: v.array(v.string()) }),
  v.object({ type: v.literal('attention'), active: v.boolean() }),
  v.object({ type: v.literal('preview'), request: v.number(), secret: bytes, relays: v.array(v.string()) }),
])

const statusSchema = v.object({
  relays: v.array(
    v.object({
      url: address,
      state: v.picklist(['connecting', 'connected', 'failed', 'resting']),
      problem: v.exactOptional(words),
      hasAll: v.boolean(),
      answeredAt: v.exactOptional(time),
      holds: v.exactOptional(v.object({ events: count, bytes: count, devices: count })),
    }),
  ),
  peers: v.array(v.string()),
  savedOn: count,
  savedAt: v.exactOptional(time),
  waiting: count,
  progress: v.exactOptional(v.object({ what: v.picklist(['reading', 'saving']), done: count, total: count })),
  problem: v.exactOptional(v.picklist(['cart-too-large', 'refused', 'clock'])),
  leftOut: v.exactOptional(v.picklist(['too-large', 'unreadable'])),
})

const fromNetworkSchema = v.variant('type', [
  v.object({ type: v.literal('claimed'), cart }),
  v.object({ type: v.literal('copied'), cart, device: v.string() }),
  v.object({ type: v.literal('update'), cart, update: bytes }),
  v.object({ type: v.literal('status'), cart, status: statusSchema }),
  v.object({ type: v.literal('kept'), cart, kept: keptSchema }),
  v.object({ type: v.literal('relay-record'), record: relayRecordSchema }),
  v.object({ type: v.literal('rested'), heard: count }),
  v.object({
    type: v.literal('probed'),
    request: v.number(),
    results: v.array(v.object({ url: address, works: v.boolean(), problem: v.exactOptional(words) })),
  }),
  v.object({
    type: v.literal('previewed'),
    request: v.number(),
    preview: v.object({ answered: count, updates: v.array(bytes) }),
  }),
])

/** Throws a ValiError on anything that is not a message to the network. */
export function readToNetwork(message: unknown): ToNetwork {
  return v.parse(toNetworkSchema, message)
}

/** Throws a ValiError on anything that is not a message from the network. */
export function readFromNetwork(message: unknown): FromNetwork {
  return v.parse(fromNetworkSchema, message)
}
