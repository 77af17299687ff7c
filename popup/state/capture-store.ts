import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import type { CorrectedField, Corrections } from '../../extension/cart/corrections.ts'
import { withCorrections } from '../../extension/cart/line-corrections.ts'
import type { CaptureOutcome, Edit, PopupClient } from '../../extension/messages/popup-surface.ts'
import { inCurrency, type Money } from '../../extension/product/money.ts'
import type { Product } from '../../extension/product/product.ts'
import { describeError, type Problem } from '../../ui/text/error-text.ts'
import type { Text } from '../../ui/text/text.ts'
import type { Drafts } from '../surroundings.ts'
import type { CartStore } from './cart-store.ts'
import { type KeptCorrections, nothingKept, readKept, writeKept } from './kept-corrections.ts'
import { settled } from './open-price.ts'
import { editsOf, withEdits } from './own-corrections.ts'

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
  /** The line of the cart that the captured product is. */
  readonly line: ReadonlySignal<CartLine | undefined>
  /** What the page says of the product, as far as it can be told. */
  readonly said: ReadonlySignal<Product | undefined>
  /** The captured product as it shows: with what was corrected, here or in its line. */
  readonly shown: ReadonlySignal<Product | undefined>
  readonly corrections: ReadonlySignal<Corrections | undefined>
  /** The page's price, while nobody has said in which of the currencies with its symbol; its own is the likeliest. */
  readonly openPrice: ReadonlySignal<Money | undefined>
  /** Reads the tab; resolves to the cart link if that is what the tab shows. */
  read(tab: number): Promise<string | undefined>
  /** Puts `quantity` units of the captured product into the cart, as corrected; resolves to its line. */
  add(quantity: number): Promise<string>
  /** Corrects the product that is not in the cart yet: the corrections go with it when it is added, and outlive the popup. */
  correct(edits: readonly Edit[]): void
  /** Takes such a correction back. */
  asRead(field: CorrectedField): void
  /** Says which currency the page's price is in. */
  chooseCurrency(currency: string): Promise<void>
}

/** Names a captured product to the drafts: another variant of it is another product, also at the same address. */
export function productId({ url, title, variant = '' }: Product): string {
  return `${url ?? title} ${variant}`
}

interface CaptureWorld {
  readonly client: PopupClient
  readonly cart: CartStore
  readonly drafts: Drafts
  readonly text: Text
  report(error: unknown): void
}

export function createCaptureStore({ client, cart, drafts, text, report }: CaptureWorld): CaptureStore {
  const now = signal<Captured>({ kind: 'off' })
  const addedLine = signal<{ readonly key: string; readonly quantity: number }>()
  const own = signal<KeptCorrections>(nothingKept)
  const found = computed(() => (now.value.kind === 'product' ? now.value : undefined))
  const line = computed(() => {
    const key = addedLine.value?.key ?? found.value?.line
    return key === undefined ? undefined : cart.lines.value.find(each => each.key === key)
  })
  const said = computed(() => {
    if (!found.value) return undefined
    const { product, openCurrency } = found.value
    return openCurrency ? settled(product, own.value.currency) : product
  })
  const corrections = computed(() => (line.value ? line.value.corrections : own.value.corrections))
  const shown = computed(() => said.value && withCorrections(said.value, corrections.value))
  const keep = (next: KeptCorrections): void => {
    own.value = next
    if (found.value) writeKept(drafts, productId(found.value.product), next).catch(report)
  }
  const correct = (edits: readonly Edit[]): void => {
    if (!said.value) return
    const context = { read: said.value, device: cart.head.value?.device ?? '' }
    keep({ ...own.value, corrections: withEdits(own.value.corrections, edits, context) })
  }

  return {
    ...{ now, line, said, shown, corrections, correct },
    added: computed(() => addedLine.value !== undefined),
    inCart: computed(() => {
      const added = addedLine.value
      return added ? unitsOf(cart, added) : (found.value?.inCart ?? 0)
    }),
    openPrice: computed(() => {
      const open = found.value?.openCurrency && found.value.product.price
      return open && !shown.value?.price && !corrections.value?.price ? open : undefined
    }),
    async read(tab) {
      batch(() => {
        addedLine.value = undefined
        own.value = nothingKept
        now.value = { kind: 'reading' }
      })
      try {
        const outcome = await client.request('capture', { tab })
        if (outcome.kind === 'product' && outcome.line === undefined) {
          // Without what was typed before, the product is still there to be added.
          own.value = await readKept(drafts, productId(outcome.product)).catch(error => {
            report(error)
            return nothingKept
          })
        }
        now.value = outcome.kind === 'link' ? { kind: 'off' } : outcome
        return outcome.kind === 'link' ? outcome.link : undefined
      } catch (error) {
        now.value = { kind: 'failed', problem: describeError(error, text) }
        return undefined
      }
    },
    async add(quantity) {
      if (!said.value) throw new Error('There is no product to add')
      const edits = line.value ? [] : editsOf(own.value.corrections)
      const params = { product: said.value, quantity, ...(edits.length > 0 && { edits }) }
      const added = await client.request('add', params)
      batch(() => {
        addedLine.value = added
        // They are the line's now, and go with it.
        keep({ ...own.value, corrections: {} })
      })
      return added.key
    },
    asRead: field => correct([{ field: 'asRead', value: field }]),
    async chooseCurrency(chosen) {
      const price = shown.value?.price ?? found.value?.product.price
      const value = price && inCurrency(price, chosen)
      if (!value) return
      const edit: Edit = { field: 'price', value }
      if (line.value) await client.request('edit', { key: line.value.key, edit })
      else if (corrections.value?.price) correct([edit])
      else keep({ ...own.value, currency: chosen })
    },
  }
}

/** The answer can be faster than the subscription: until the line is there, the answer counts. */
function unitsOf(cart: CartStore, added: { readonly key: string; readonly quantity: number }): number {
  const line = cart.lines.value.find(({ key }) => key === added.key)
  if (line) return line.quantity
  return cart.everHad(added.key) ? 0 : added.quantity
}
