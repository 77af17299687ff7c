import * as v from 'valibot'
import { limits } from '../limits.ts'
import { moneySchema } from './money.ts'

const text = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(limits.text))

/** An http or https address. Anything else (javascript:, data:, file:) is refused, so that no view can open it. */
export const webAddressSchema = v.pipe(
  v.string(),
  v.maxLength(limits.url),
  v.check(isWebAddress, 'not an http or https address'),
)

function isWebAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)
}

/** The ids a shop platform uses for a product, as its pages show them: what a later hand-off to the shop's cart needs. */
const platformSchema = v.object({
  name: text,
  product: v.exactOptional(text),
  variant: v.exactOptional(text),
})
export type PlatformIds = v.InferOutput<typeof platformSchema>

/** Where a product is sold: `name` as the shop writes it, `domain` its registrable domain (host on shared platforms). */
const shopSchema = v.object({ name: text, domain: text })

/** What capture read from a shop page, or what a person typed. Only the title is certain to be there. */
export const productSchema = v.object({
  title: text,
  /** Canonical address of the product's page: no tracking parameters, variant parameters kept. */
  url: v.exactOptional(webAddressSchema),
  /** Price of one unit, as the buyer of this page's selection pays it. */
  price: v.exactOptional(moneySchema),
  /** What the page says it cost before, or costs elsewhere: above the price, in the same currency. */
  listPrice: v.exactOptional(moneySchema),
  image: v.exactOptional(webAddressSchema),
  shop: v.exactOptional(shopSchema),
  /** Size, colour and the like, as chosen on the page: "Blue / XL". */
  variant: v.exactOptional(text),
  brand: v.exactOptional(text),
  sku: v.exactOptional(text),
  gtin: v.exactOptional(text),
  availability: v.exactOptional(v.picklist(['InStock', 'OutOfStock'])),
  platform: v.exactOptional(platformSchema),
})
export type Product = v.InferOutput<typeof productSchema>
