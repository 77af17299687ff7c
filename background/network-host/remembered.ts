import * as v from 'valibot'
import { storageItem } from '../../extension/browser/storage-item.ts'
import type { CartId } from '../../extension/cart/cart-id.ts'
import type { KeptState, RelayRecord } from '../network/protocol.ts'
import { keptSchema, relayRecordSchema } from '../network/wire.ts'

/** What the network asked to remember, on disk: it is given back to the next one. */
export interface Remembered {
  kept(cart: CartId): KeptState | undefined
  keep(cart: CartId, kept: KeptState): void
  relayRecords(): readonly RelayRecord[]
  record(record: RelayRecord): void
}

/** More than any household's relays; the ones that were used last are remembered. */
const mostRecords = 200

/** Reads what was remembered of these carts and of all relays. What is damaged is reported and forgotten. */
export async function loadRemembered(carts: readonly CartId[]): Promise<Remembered> {
  const keptItem = storageItem('local', 'kept-states', v.record(v.string(), v.unknown()))
  const recordsItem = storageItem('local', 'relay-records', v.array(v.unknown()))
  const [storedKept, storedRecords] = await Promise.all([
    keptItem.get().catch(report),
    recordsItem.get().catch(report),
  ])
  const kept = new Map<CartId, KeptState>()
  for (const cart of carts) {
    const state = storedKept && readable(keptSchema, storedKept[cart])
    if (state) kept.set(cart, state)
  }
  const records = new Map<string, RelayRecord>()
  for (const stored of storedRecords ?? []) {
    const record = readable(relayRecordSchema, stored)
    if (record) records.set(record.url, record)
  }
  return {
    kept: cart => kept.get(cart),
    keep(cart, state) {
      kept.set(cart, state)
      keptItem.set(Object.fromEntries(kept)).catch(report)
    },
    relayRecords: () => [...records.values()],
    record(record) {
      records.delete(record.url)
      records.set(record.url, record)
      const [oldest] = records.keys()
      if (records.size > mostRecords && oldest !== undefined) records.delete(oldest)
      recordsItem.set([...records.values()]).catch(report)
    },
  }
}

function report(error: unknown): undefined {
  console.error('What the network remembers:', error)
  return undefined
}

function readable<S extends v.GenericSchema>(schema: S, stored: unknown): v.InferOutput<S> | undefined {
  if (stored === undefined) return undefined
  const parsed = v.safeParse(schema, stored)
  if (parsed.success) return parsed.output
  return report(new Error(`something damaged was forgotten: ${parsed.issues[0].message}`))
}
