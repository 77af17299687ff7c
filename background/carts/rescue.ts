import * as v from 'valibot'
import { storageItem } from '../../extension/browser/storage-item.ts'
import type { CartId } from '../../extension/cart/cart-id.ts'
import { fromWire, toWire } from '../../extension/messages/wire-bytes.ts'

/**
 * Changes that could not be written to disk, kept in the browser's memory (storage.session): they outlive a killed
 * worker, though not the browser.
 */
export interface Rescue {
  keep(updates: readonly Uint8Array[]): Promise<void>
  clear(): Promise<void>
  kept(): Promise<readonly Uint8Array[]>
}

const keptSchema = v.pipe(v.unknown(), v.transform(fromWire), v.array(v.instance(Uint8Array)))

/** The rescue of one cart. None of its calls rejects: it is the second line, and what fails here is reported. */
export function createRescue(cart: CartId): Rescue {
  const item = storageItem('session', `unsaved:${cart}`, v.unknown())
  const report = (error: unknown): void =>
    console.error('Unsaved changes could not be kept in memory:', error)
  return {
    keep: updates => item.set(toWire(updates)).catch(report),
    clear: () => item.remove().catch(report),
    async kept() {
      try {
        const stored = await item.get()
        return stored === undefined ? [] : v.parse(keptSchema, stored)
      } catch (error) {
        report(error)
        return []
      }
    },
  }
}
