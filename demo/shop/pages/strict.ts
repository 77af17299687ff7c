import { jsonLd, layout } from '../layout.ts'
import type { Shop } from '../shop.ts'
import { form } from './parts.ts'

/* The shops whose pages may run, load and send nothing. */

const language = 'en'

const policy =
  "default-src 'none'; script-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'"

const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'x-content-type-options': 'nosniff',
}

export const strictShop: Shop = {
  host: 'strict.localhost',
  name: 'Strict demo shop',
  headers: { 'content-security-policy': policy, ...isolation },
  pages: { 'iron-pan': () => productPage('Strict demo shop', 'Iron Pan') },
}

/** The page's origin is none at all. */
export const sandboxedShop: Shop = {
  host: 'sandboxed.localhost',
  name: 'Sandboxed demo shop',
  headers: { 'content-security-policy': `sandbox; ${policy}`, ...isolation },
  pages: { 'copper-pan': () => productPage('Sandboxed demo shop', 'Copper Pan') },
}

function productPage(shop: string, title: string): string {
  const head = jsonLd({
    ...{ '@context': 'https://schema.org', '@type': 'Product', name: title },
    offers: { '@type': 'Offer', price: '64.00', priceCurrency: 'EUR' },
  })
  const body = `<h1>${title}</h1><p><span class="price">64,00 €</span></p>${form()}`
  return layout({ shop, language, title, head, body })
}
