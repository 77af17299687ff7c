import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { CaptureOutcome, PopupClient } from '../../extension/messages/popup-surface.ts'
import { describeError, type Problem } from '../../ui/text/error-text.ts'
import type { Text } from '../../ui/text/text.ts'
import type { CartStore } from './cart-store.ts'

/** What the card on top shows. `off`: there is no page in front, or it is a cart link, which has its own question. */
export type Captured =
  | { readonly kind: 'off' }
  | { readonly kind: 'reading' }
  | Exclude<CaptureOutcome, { kind: 'link' }>
  | { readonly kind: 'failed'; readonly problem: Problem }

export interface CaptureStore {
  readonly now: ReadonlySignal<Captured>
  /** Units of the captured product that the cart has, kept up to date after it was added here. */
  readonly inCart: ReadonlySignal<number>
  /** The product was added since the popup opened. */
  readonly added: ReadonlySignal<boolean>
  /** Reads the tab; resolves to the cart link if that is what the tab shows. */
  read(tab: number): Promise<string | undefined>
  /** Puts `quantity` units of the captured product into the cart; resolves to its line. */
  add(quantity: number): Promise<string>
}

export function createCaptureStore(client: PopupClient, cart: CartStore, text: Text): CaptureStore {
  const now = signal<Captured>({ kind: 'off' })
  const addedLine = signal<{ readonly key: string; readonly quantity: number }>()
  const hadBefore = computed(() => (now.value.kind === 'product' ? now.value.inCart : 0))

  return {
    now,
    added: computed(() => addedLine.value !== undefined),
    inCart: computed(() => {
      const line = addedLine.value
      return line ? unitsOf(cart, line) : hadBefore.value
    }),
    async read(tab) {
      addedLine.value = undefined
      now.value = { kind: 'reading' }
      try {
        const outcome = await client.request('capture', { tab })
        now.value = outcome.kind === 'link' ? { kind: 'off' } : outcome
        return outcome.kind === 'link' ? outcome.link : undefined
      } catch (error) {
        now.value = { kind: 'failed', problem: describeError(error, text) }
        return undefined
      }
    },
    async add(quantity) {
      if (now.value.kind !== 'product') throw new Error('There is no product to add')
      const line = await client.request('add', { product: now.value.product, quantity })
      addedLine.value = line
      return line.key
    },
  }
}

/** The answer can be faster than the subscription: until the line is there, the answer counts. */
function unitsOf(cart: CartStore, added: { readonly key: string; readonly quantity: number }): number {
  const line = cart.lines.value.find(({ key }) => key === added.key)
  if (line) return line.quantity
  return cart.everHad(added.key) ? 0 : added.quantity
}
