import { findBuyButtons, hasCartForm } from './buy-button.ts'
import type { Candidate, Reading, Sign } from './candidate.ts'
import { chosenOptions } from './chosen-options.ts'
import { cleanText } from './clean-text.ts'
import { all, attributeOf, first, nameOf, parentOf, textOf } from './dom.ts'
import type { PageContext } from './page-context.ts'
import { findPicture } from './page-picture.ts'
import { findShopName } from './page-shop.ts'
import { walkTexts } from './page-texts.ts'
import { findTitle } from './page-title.ts'
import { type VisiblePrice, visiblePrices } from './visible-price.ts'

/** What a person sees: the heading, the price beside it and the button that buys. */
export function readPage(page: PageContext): Reading {
  const title = findTitle(page)
  const { buttons, soldOut } = findBuyButtons(page.root)
  const landmarks = new Set([...(title ? [title.element] : []), ...buttons])
  const texts = walkTexts(page.root, landmarks)
  const titlePlace = title && texts.places.get(title.element)
  const main = mainButton(buttons, texts.places, titlePlace)
  const buyPlace = main && texts.places.get(main)
  const prices = visiblePrices(
    texts,
    {
      ...(titlePlace !== undefined && { title: titlePlace }),
      ...(buyPlace !== undefined && { buy: buyPlace }),
    },
    page,
  )
  const candidates: Candidate[] = prices
    .slice(0, 12)
    .map(({ price, confidence }) => ({ field: 'price', value: price, confidence }))
  const add = (
    field: Exclude<Candidate['field'], 'price'>,
    value: string | undefined,
    confidence: number,
  ) => {
    if (value) candidates.push({ field, value, confidence })
  }
  add('title', title?.text, title?.confidence ?? 0)
  add('title', page.title, 0.3)
  add('shop', findShopName(page), 0.4)
  add('image', findPicture(page, title?.text ?? page.title), 0.4)
  add('variant', chosenOptions(main), 0.6)
  add('sku', findSku(page), 0.5)
  add(
    'availability',
    soldOut ? 'OutOfStock' : main && !main.hasAttribute('disabled') ? 'InStock' : undefined,
    soldOut ? 0.5 : 0.3,
  )
  return { candidates, signs: signsOf(buttons, prices, page, main, title?.element) }
}

/** The first button below the title. */
function mainButton(
  buttons: readonly Element[],
  places: ReadonlyMap<Element, number>,
  title: number | undefined,
): Element | undefined {
  return buttons.find(button => (places.get(button) ?? -1) >= (title ?? 0)) ?? buttons[0]
}

function signsOf(
  buttons: readonly Element[],
  prices: readonly VisiblePrice[],
  page: PageContext,
  main?: Element,
  title?: Element,
): Sign[] {
  const signs: Sign[] = []
  if (hasProductNames(page.root, title)) signs.push('product-names')
  if (main || hasCartForm(page.root)) signs.push('buy-button')
  if (buttons.length > 8) signs.push('many-buy-buttons')
  if ((prices[0]?.confidence ?? 0) >= 0.55) signs.push('price-shown')
  return signs
}

/** Shop systems name the body, or the heading, of a product's page after what it is. */
function hasProductNames(root: Element, title: Element | undefined): boolean {
  const names = [root, ...all(root, 'body', 1)].map(nameOf).join(' ')
  const around = title ? [title, parentOf(title), first(title, '[id],[class]')] : []
  const heading = around.map(each => (each ? nameOf(each) : '')).join(' ')
  return (
    /single-product|product-?page|template-product|page-product|product-?detail|catalog-product-view|type-product\b|\bpdp\b/i.test(
      names,
    ) || /product[-_]{0,2}(?:\w+[-_]{1,2})?(?:title|name|heading)|\bpdp[-_]/i.test(heading)
  )
}

function findSku(page: PageContext): string | undefined {
  const [element] = all(page.root, '[itemprop="sku"],[itemprop="productID"],.sku,.product-sku,[data-sku]', 1)
  if (!element) return undefined
  const text =
    attributeOf(element, 'content') || attributeOf(element, 'data-sku') || cleanText(textOf(element))
  return /^[\w./ -]{2,40}$/.test(text) ? text.replace(/^sku:?\s*/i, '') : undefined
}
