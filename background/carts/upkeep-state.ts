import * as v from 'valibot'
import { storageItem } from '../../extension/browser/storage-item.ts'
import type { CartId } from '../../extension/cart/cart-id.ts'
import { oneAtATime } from './one-at-a-time.ts'

const upkeepSchema = v.object({
  lookedAt: v.number(),
  untried: v.array(v.string()),
  adoptedAt: v.exactOptional(v.number()),
})

/**
 * When a cart's relays were last looked at (ms since 1970, 0 for never), which of them were never tried out, and when others
 * were last tried out because all of them were lost.
 */
export type Upkeep = v.InferOutput<typeof upkeepSchema>

const item = storageItem('local', 'relay-upkeep', v.record(v.string(), upkeepSchema))
const inTurn = oneAtATime()

async function load(): Promise<Record<CartId, Upkeep>> {
  const stored = await item.get().catch(error => {
    // Nothing is lost with it: the carts' relays are looked at once more.
    console.error(error)
    return undefined
  })
  return stored ?? {}
}

export async function loadUpkeep(cart: CartId): Promise<Upkeep> {
  return (await load())[cart] ?? { lookedAt: 0, untried: [] }
}

export function saveUpkeep(cart: CartId, upkeep: Upkeep): Promise<void> {
  return inTurn(async () => item.set({ ...(await load()), [cart]: upkeep }))
}
