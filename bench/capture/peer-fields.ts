/** What a peer found on a page, as predictions are scored. */
export type PeerFields = Partial<
  Record<'title' | 'price' | 'currency' | 'image' | 'availability' | 'sku' | 'gtin', string>
>

/*
 * Two of the peers answer structured data as it stands. One small mapping for all of them makes fields of it: the first
 * product with a price, else the first; its name, offer, picture and numbers; what is missing from the meta elements.
 */

type Data = Readonly<Record<string, unknown>>

/** What a peer made of a page: its fields, and whether it says at all that there is a product. */
export interface PeerFinding {
  readonly fields: PeerFields
  readonly isProduct: boolean
}

/** The fields of the product in `structured`, completed from `metas`. It is one where there is a product or a price. */
export function findingOf(structured: unknown, ...metas: unknown[]): PeerFinding {
  const found = products(structured)
  const product = found.find(each => each.offers !== undefined) ?? found[0]
  const meta: Data = Object.assign({}, ...metas.filter(isData))
  const offer = offerOf(product)
  const fields = {
    title: text(product?.name) ?? metaText(meta, 'og:title', 'title'),
    price: number(
      text(offer?.price) ??
        text(offer?.lowPrice) ??
        metaText(meta, 'product:price:amount', 'og:price:amount'),
    ),
    currency: text(offer?.priceCurrency) ?? metaText(meta, 'product:price:currency', 'og:price:currency'),
    image: text(product?.image) ?? metaText(meta, 'og:image', 'twitter:image'),
    availability: stock(text(offer?.availability)),
    sku: text(product?.sku) ?? text(product?.productID),
    gtin: text(product?.gtin13) ?? text(product?.gtin) ?? text(product?.gtin12) ?? text(product?.gtin14),
  }
  const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return { fields: said, isProduct: product !== undefined || said.price !== undefined }
}

const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function products(root: unknown): Data[] {
  const found: Data[] = []
  const queue: unknown[] = [root]
  for (let at = 0; at < queue.length && at < 5000; at++) {
    const value = queue[at]
    if (Array.isArray(value)) queue.push(...value)
    else if (isData(value)) {
      // One peer groups nodes by type, and leaves "@type" in; metascraper's has none and is one product.
      const type = JSON.stringify(value['@type'] ?? (value.offers === undefined ? '' : 'Product'))
      if (/\bProduct(?:Group|Model)?"/.test(type)) found.push(value)
      queue.push(...Object.values(value))
    }
  }
  return found
}

function offerOf(product: Data | undefined): Data | undefined {
  const offers = product?.offers
  const first = Array.isArray(offers) ? offers[0] : offers
  if (!isData(first)) return undefined
  const inner = Array.isArray(first.offers) ? first.offers[0] : first.offers
  return first.price === undefined && first.lowPrice === undefined && isData(inner) ? inner : first
}

function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return text(value[0])
  if (isData(value)) return text(value['@value'] ?? value.url ?? value.contentUrl ?? value.name)
  return undefined
}

function metaText(meta: Data, ...names: string[]): string | undefined {
  for (const name of names) {
    const found = text(meta[name])
    if (found) return found
  }
  return undefined
}

/** Peers hand on what the shop wrote: "1,299.00", "$12.50". */
function number(written: string | undefined): string | undefined {
  const found = written
    ?.replace(/,(?=\d{3}(?:\D|$))/g, '')
    .replace(',', '.')
    .match(/\d+(?:\.\d+)?/)
  return found?.[0]
}

function stock(written: string | undefined): string | undefined {
  if (!written) return undefined
  return /out|sold|discontinued|unavailable/i.test(written)
    ? 'OutOfStock'
    : /in|pre|back/i.test(written)
      ? 'InStock'
      : undefined
}
