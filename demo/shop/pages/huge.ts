import { layout } from '../layout.ts'
import type { Shop } from '../shop.ts'
import { form } from './parts.ts'

/* The shop with a page of tens of thousands of elements and megabytes of scripts. */

const name = 'Huge demo shop'
const language = 'en'
const title = 'Warehouse Shelf'

export const hugeShop: Shop = {
  host: 'huge.localhost',
  name,
  pages: { 'products/warehouse-shelf': () => shelfPage() },
}

function shelfPage(): string {
  const head = `<meta property="og:type" content="product"><meta property="og:title" content="${title}">
${Array.from({ length: 8 }, (_, at) => `<script>window.state${at} = ${state(at)}</script>`).join('\n')}`
  const body = `<h1>${title}</h1><p><span class="price">219,00 €</span></p>${form()}
<table>${rows()}</table>
<ul class="related">${others()}</ul>`
  return layout({ shop: name, language, title, head, body })
}

/** Half a megabyte of what a page's own scripts work with. */
function state(which: number): string {
  const parts = Array.from({ length: 4000 }, (_, at) => ({
    ...{ id: which * 4000 + at, name: `Part ${at} of a shelf, galvanised, in a bag of ten`, price: at / 100 },
    ...{ sku: `PART-${at}`, variants: [] },
  }))
  return JSON.stringify(parts)
}

function rows(): string {
  const row = (at: number) => `<tr><td>Bolt ${at}</td><td><b>${at % 97},50 €</b></td><td>${at} kg</td></tr>`
  return Array.from({ length: 6000 }, (_, at) => row(at)).join('\n')
}

function others(): string {
  const item = (at: number) =>
    `<li><a href="/shelf-${at}">Shelf ${at}</a> <span class="price">${at},00 €</span></li>`
  return Array.from({ length: 3000 }, (_, at) => item(at)).join('\n')
}
