import { codeInAddress } from './address-code.ts'
import { type BuyButtons, findBuyButtons, hasCartForm } from './buy-button.ts'
import type { Candidate, Reading, Sign } from './candidate.ts'
import { chosenOptions } from './chosen-options.ts'
import { all, attributeOf, first, nameOf, parentOf } from './dom.ts'
import { codesOf } from './page-codes.ts'
import type { PageContext } from './page-context.ts'
import { enough, scorePage } from './page-kind.ts'
import { partsOf } from './page-parts.ts'
import { findPicture } from './page-picture.ts'
import { findShopName } from './page-shop.ts'
import { stockOf } from './page-stock.ts'
import { type PageTexts, walkTexts } from './page-texts.ts'
import { findTitle, type PageTitle } from './page-title.ts'
import type { VisiblePrice } from './price-order.ts'
import { otherProducts } from './price-words.ts'
import { sameWords } from './same-words.ts'
import { visiblePrices } from './visible-price.ts'

/** What a person sees: the heading, the price beside it and the button that buys. */
export function readPage(page: PageContext): Reading {
  const title = findTitle(page)
  const buy = findBuyButtons(page)
  const signs = signsOf(buy, page, title?.element)
  // Whether a price is shown can only add one sign: where that is too little, the dear search for it is left out.
  const most = scorePage([...page.signs, ...signs, 'price-shown'], page.address)
  if (most < enough) return { candidates: [], signs }
  return readProduct(page, title, buy, signs)
}

function readProduct(
  page: PageContext,
  title: PageTitle | undefined,
  buy: BuyButtons,
  signs: readonly Sign[],
): Reading {
  const texts = walkTexts(page.tree)
  const parts = partsOf(title?.element)
  const titlePlace = title && texts.placeOf(title.element)
  const main = mainButton(buy, texts, titlePlace)
  const buyPlace = main && texts.placeOf(main)
  const landmarks = {
    ...(titlePlace !== undefined && { title: titlePlace }),
    ...(buyPlace !== undefined && { buy: buyPlace }),
  }
  const { prices, before } = visiblePrices(texts, landmarks, page, parts)
  const trust = prices[0]?.confidence ?? 0
  return {
    candidates: [
      ...prices.slice(0, 12).map(each => asCandidate('price', each)),
      ...before.slice(0, 3).map(each => asCandidate('listPrice', each)),
      ...namesOf(page, title),
      ...texted('variant', chosenOptions(main), 0.6),
      ...codesOf(texts, titlePlace, partsOf(title?.element, otherProducts), page),
      ...codeInAddress(page),
      ...stockOf(buy, main, texts, titlePlace, parts),
    ],
    signs: trust >= 0.55 ? [...signs, 'price-shown'] : signs,
  }
}

const asCandidate = (field: 'price' | 'listPrice', { price, confidence }: VisiblePrice): Candidate => ({
  field,
  value: price,
  confidence,
})

function namesOf(page: PageContext, title: PageTitle | undefined): Candidate[] {
  return [
    ...texted('title', title?.text, title?.confidence ?? 0),
    ...texted('title', page.title, 0.3),
    ...texted('shop', findShopName(page), 0.4),
    ...texted('image', findPicture(page, title?.text ?? page.title), 0.4),
  ]
}

function texted(
  field: 'title' | 'shop' | 'image' | 'variant',
  value: string | undefined,
  confidence: number,
): Candidate[] {
  return value ? [{ field, value, confidence }] : []
}

/** The first button below the title. */
function mainButton(
  { buttons }: BuyButtons,
  texts: PageTexts,
  title: number | undefined,
): Element | undefined {
  return buttons.find(button => texts.placeOf(button) >= (title ?? 0)) ?? buttons[0]
}

function signsOf({ buttons }: BuyButtons, page: PageContext, title?: Element): Sign[] {
  const signs: Sign[] = []
  if (isTitleInAddress(page)) signs.push('title-in-address')
  if (hasProductNames(page.root, title)) signs.push('product-names')
  if (buttons.length > 0 || hasCartForm(page)) signs.push('buy-button')
  if (buttons.length > 8) signs.push('many-buy-buttons')
  return signs
}

/** "/products/beatrice-tan-rug" of "Beatrice Tan Rug | Shop". */
function isTitleInAddress(page: PageContext): boolean {
  const last = page.address.pathname.replace(/\/+$/, '').split('/').at(-1) ?? ''
  const words = last.replace(/\.\w{2,5}$/, '').replace(/[-_]/g, ' ')
  return /[a-z] [a-z]/i.test(words) && sameWords(words, page.title) >= 0.6
}

/** Shop systems name the body, the heading, or what is around it on a product's page after what it is. */
function hasProductNames(root: Element, title: Element | undefined): boolean {
  const names = [root, ...all(root, 'body', 1)].map(nameOf).join(' ')
  const inside = title && first(title, '[id],[class]')
  const heading = [title, title && parentOf(title), inside].map(each => (each ? nameOf(each) : '')).join(' ')
  return pageNames.test(`${names} ${heading}`) || (title !== undefined && isInProduct(title))
}

const pageNames =
  /(?:single|template|page|type)-product\b|product[-_]?(?:page|detail|view)|\bpdp\b|product[-_]{0,2}(?:\w+[-_]{1,2})?(?:title|name|heading)/
const aroundNames =
  /(?:^|\s)(?:product|produkt|pdp)[-_]*(?:single|page|wrapper|detail|view|main|info|summary|essential|container|content|section)\w*(?:\s|$)/

function isInProduct(title: Element): boolean {
  let each = parentOf(title)
  for (let level = 0; each && level < 7; level++, each = parentOf(each))
    if (aroundNames.test(nameOf(each)) || attributeOf(each, 'itemtype').endsWith('/Product')) return true
  return false
}
