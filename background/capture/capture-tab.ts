import * as v from 'valibot'
import { PageUnreadableError, runInPage } from '../../extension/browser/page-script.ts'
import { tabById } from '../../extension/browser/tabs.ts'
import { isCartLink } from '../../extension/invite/cart-link.ts'
import type { CaptureOutcome } from '../../extension/messages/popup-surface.ts'
import { candidatesSchema, sourceSchema } from '../../extension/messages/popup-surface.ts'
import { canonicalAddress } from '../../extension/product/address.ts'
import { withLastingNames } from '../../extension/product/identity.ts'
import { productSchema, webAddressSchema } from '../../extension/product/product.ts'
import { UserError } from '../../extension/user-error.ts'

const captureScript = 'content/main.js'

/** What the capture script may answer. It runs beside the shop's own scripts, so it is believed only this far. */
const capturedSchema = v.variant('kind', [
  v.object({
    kind: v.literal('product'),
    product: productSchema,
    sources: v.record(v.string(), sourceSchema),
    candidates: v.exactOptional(candidatesSchema),
    openCurrency: v.exactOptional(v.literal(true)),
  }),
  v.object({
    kind: v.literal('none'),
    title: v.exactOptional(v.string()),
    url: v.exactOptional(v.fallback(v.optional(webAddressSchema), undefined)),
  }),
])

/** A product as its page showed it. */
export type CapturedProduct = Omit<Extract<CaptureOutcome, { kind: 'product' }>, 'line' | 'inCart'>

type Captured = Exclude<CaptureOutcome, { kind: 'product' }> | CapturedProduct

/**
 * Reads the product of a tab that the person's click granted. Rejects with UserError `page-gone` when the tab was
 * closed, and with the script's error when it failed.
 */
export async function captureTab(id: number): Promise<Captured> {
  const tab = await tabById(id)
  if (!tab) throw new UserError('page-gone')
  if (tab.url && isCartLink(tab.url)) return { kind: 'link', link: tab.url }
  try {
    const captured = v.parse(capturedSchema, await runInPage(id, captureScript))
    if (captured.kind === 'product') return { ...captured, product: withLastingNames(captured.product) }
    const { title } = captured
    const url = captured.url === undefined ? undefined : canonicalAddress(captured.url)
    return { kind: 'none', ...(title !== undefined && { title }), ...(url !== undefined && { url }) }
  } catch (error) {
    if (error instanceof PageUnreadableError) return { kind: 'unreadable' }
    throw error
  }
}
