import { attributeOf, closest } from './dom.ts'
import type { PageContext } from './page-context.ts'
import { allIn } from './page-tree.ts'
import { sameWords } from './same-words.ts'

const useless =
  /logo|placeholder|no-?image|blank|spacer|pixel|sprite|icon|avatar|load(?:ing|er)|banner|badge|payment|flag|tracking|1x1/i
const sourceAttributes = [
  'data-zoom-image',
  'data-large_image',
  'data-old-hires',
  'data-src',
  'data-original',
  'data-lazy-src',
  'src',
]

/** Whether an address is likely a picture of something for sale, not a shop's logo or a stand-in. */
export const isPicture = (address: string): boolean =>
  !useless.test(withoutHost(address)) && !isDrawing(address)

const withoutHost = (address: string): string => address.replace(/^https?:\/\/[^/]+/, '')

/** Vector pictures are signs and logos far more often than products. */
const isDrawing = (address: string): boolean => /\.svg(?:$|\?)/i.test(address)

/** The address of the picture that the page shows of its product: named like it, or marked as the product's. */
export function findPicture(page: PageContext, title: string): string | undefined {
  let best: { address: string; score: number } | undefined
  for (const [at, image] of allIn(page.tree, 'img', 300).entries()) {
    if (at % 32 === 31 && page.deadline.passed()) break
    const address = sourceAttributes
      .map(name => attributeOf(image, name))
      .find(text => text && !text.startsWith('data:'))
    if (!address || useless.test(withoutHost(address))) continue
    const score = rate(image, title) - (isDrawing(address) ? 0.3 : 0)
    if (score > (best?.score ?? 0.3)) best = { address, score }
  }
  return best?.address
}

function rate(image: Element, title: string): number {
  let score = sameWords(attributeOf(image, 'alt') || attributeOf(image, 'title'), title) * 0.6
  if (attributeOf(image, 'itemprop') === 'image') score += 0.4
  if (closest(image, '[class*="product" i],[id*="product" i],[class*="gallery" i],[id*="gallery" i],main'))
    score += 0.25
  if (closest(image, 'nav,header,footer,aside,[class*="related" i],[class*="recommend" i]')) score -= 0.5
  const link = closest(image, 'a[href]')
  if (link && !/\.(?:jpe?g|png|webp)|^#/i.test(attributeOf(link, 'href'))) score -= 0.2
  return score
}
