import * as v from 'valibot'
import { limits } from '../../extension/limits.ts'
import type { FromNetwork, ToNetwork } from './protocol.ts'

/* The protocol's messages as schemas: what the port between worker and offscreen document checks on arrival. */

const bytes = v.instance(Uint8Array)
const cart = v.string()
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const toNetworkSchema = v.variant('type', [
  v.object({
    type: v.literal('open'),
    cart,
    secret: bytes,
    relays: v.array(v.string()),
    device: v.string(),
    state: bytes,
  }),
  v.object({ type: v.literal('update'), cart, update: bytes }),
  v.object({ type: v.literal('close'), cart }),
  v.object({ type: v.literal('attention'), active: v.boolean() }),
  v.object({ type: v.literal('preview'), request: v.number(), secret: bytes, relays: v.array(v.string()) }),
])

const statusSchema = v.object({
  relays: v.array(
    v.object({
      url: v.pipe(v.string(), v.maxLength(limits.url)),
      state: v.picklist(['connecting', 'connected', 'failed']),
      problem: v.exactOptional(v.pipe(v.string(), v.maxLength(limits.relayWords))),
    }),
  ),
  peers: v.array(v.string()),
  savedOn: count,
  savedAt: v.exactOptional(v.number()),
  waiting: v.boolean(),
  problem: v.exactOptional(v.picklist(['cart-too-large'])),
  leftOut: v.exactOptional(v.picklist(['too-large', 'unreadable'])),
})

const fromNetworkSchema = v.variant('type', [
  v.object({ type: v.literal('update'), cart, update: bytes }),
  v.object({ type: v.literal('status'), cart, status: statusSchema }),
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
