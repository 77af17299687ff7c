import { attributeOf, closest, isShown, matches, nameOf, tagOf, textOf } from './dom.ts'
import { leadsAway } from './leads-away.ts'
import type { PageContext } from './page-context.ts'
import { allIn } from './page-tree.ts'
import { gone } from './stock-words.ts'

const mostButtons = 4000

// What shops write on the button that puts the product of the page into their cart, in the languages of large shops.
const words = new RegExp(
  [
    String.raw`\badd(?: it| item)* to (?:my |your |shopping |the )*(?:cart|bag|basket|trolley|order)\b|\bbuy (?:it )?now\b|^buy(?: this)?$|^add$|\bpre-?order\b|\bplace bid\b|^buy `,
    `(?:in den|zum) (?:waren|einkaufs)|jetzt kaufen|ajouter (?:au|à)|acheter|(?:añadir|agregar|adicionar) a|comprar|aggiungi al|acquista`,
    `winkel[wm]|bestellen|lägg i |kjøp|köp|legg i |(?:læg|føj) (?:i|til) |lisää |do koszyka|kup teraz|do koší|vložit do|koupit|kúpiť|kosárba|[îi]n co[sș]|u ko(?:š|rpu)`,
    `корзин|купить|кошик|купити|добави в|καλάθι|αγορά|sepet|satın al|أضف|اشتر|افزودن به|לסל|カート[にへ]|買い物かご|購入|[购購]物|立即[购購]|장바구니|구매`,
    `mua ngay|beli|keranjang|ตะกร้า|ซื้อ`,
  ].join('|'),
  'u',
)

const handles =
  /add[-_]?to[-_]?(?:cart|bag|basket|trolley)|addtocart|btn[-_]?cart|buy[-_]?(?:now|button|btn)|single_add/i
const refusal = /unavailable|notify me|back in stock/

// A link in an article may say "buy"; one that is named or addressed like a button acts.
const controlSelector = [
  'button,input:is([type="submit"],[type="button"],[type="image"]),[role="button"],a:not([href]),a[href^="#"],a[href^="javascript:"]',
  ...['btn', 'button', 'cart', 'basket', 'buy', 'add-to'].map(
    word => `a:is([class*="${word}" i],[id*="${word}" i],[href*="${word}" i])`,
  ),
].join()

/** Ways to buy on this page, and those that say that there is nothing left, each in document order. */
export interface BuyButtons {
  readonly buttons: readonly Element[]
  readonly refusing: readonly Element[]
}

export function findBuyButtons(page: PageContext): BuyButtons {
  const controls = allIn(page.tree, controlSelector, mostButtons)
  const buttons: Element[] = []
  const refusing: Element[] = []
  for (const [at, control] of controls.entries()) {
    if (at % 64 === 63 && page.deadline.passed()) break
    const kind = kindOf(control, page)
    if (kind === 'buys' && isShown(control)) buttons.push(control)
    else if (kind === 'refuses' && isShown(control)) refusing.push(control)
  }
  return { buttons, refusing }
}

/** What a control does, told by the cheaper signs first: a page has thousands of links. */
function kindOf(control: Element, page: PageContext): 'buys' | 'refuses' | undefined {
  const name = nameOf(control)
  const handled = handles.test(name) || handles.test(attributeOf(control, 'name'))
  const label = labelOf(control).toLowerCase()
  if (label.length > 60) return undefined
  const says = words.test(label)
  if (tagOf(control) === 'a' && leadsElsewhere(control, page)) return undefined
  if (refusal.test(label) || gone.test(label))
    return says || handled || isInProductForm(control) ? 'refuses' : undefined
  return says || (handled && tagOf(control) !== 'a' && !/wish|compare|view/.test(label)) ? 'buys' : undefined
}

/** "Buy" on a link to another page that is no cart's is a way to that page. */
function leadsElsewhere(link: Element, page: PageContext): boolean {
  const path = leadsAway(link, page)
  return (
    path !== undefined &&
    !/cart|basket|bag|checkout|order|panier|korb|carr|add|buy|kosi?[kc]|kosar/i.test(path)
  )
}

const isInProductForm = (control: Element): boolean =>
  closest(
    control,
    'form[action*="cart" i],form[action*="basket" i],[class*="product" i],[id*="product" i]',
  ) !== null

function labelOf(control: Element): string {
  const own =
    tagOf(control) === 'input'
      ? attributeOf(control, 'value') || attributeOf(control, 'alt')
      : textOf(control, 300)
  const label = own.trim() || attributeOf(control, 'aria-label') || attributeOf(control, 'title')
  return label.replace(/\s+/g, ' ').trim()
}

/** Whether a form on the page sends a product to a cart, whatever its button says. */
export function hasCartForm(page: PageContext): boolean {
  return allIn(page.tree, 'form[action]', 200).some(
    form =>
      /\/cart\/add|add[-_]?to[-_]?cart|\/basket\/add|checkout\/cart\/add/i.test(
        attributeOf(form, 'action'),
      ) && !matches(form, 'header form'),
  )
}
