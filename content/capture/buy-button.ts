import { all, attributeOf, closest, isShown, matches, nameOf, tagOf, textOf } from './dom.ts'

const mostButtons = 4000

// What shops write on the button that puts the product of the page into their cart, in the languages of large shops.
const words = new RegExp(
  [
    String.raw`\badd(?: it)?(?: item)? to (?:my |your |shopping |the )?(?:cart|bag|basket|trolley|order)\b|\bbuy (?:it )?now\b|^buy(?: this)?$|^add$|\bpre-?order\b|\bplace bid\b|^buy `,
    `in den (?:warenkorb|einkaufswagen)|zum warenkorb|jetzt kaufen|ajouter au panier|acheter|ajouter à mon panier`,
    `añadir (?:al carrito|a la (?:cesta|bolsa))|agregar al (?:carr(?:it)?o)|comprar|aggiungi al carrello|acquista`,
    `adicionar ao carrinho|in (?:de |mijn )?winkel(?:wagen|mand)|bestellen|lägg i (?:varu)?korg|köp|kjøp|legg i handlekurv|(?:læg|føj) (?:i|til) kurv|lisää (?:ostos)?koriin`,
    `do koszyka|kup teraz|do košíku|vložit do|koupit|do košíka|kúpiť|kosárba|în coș|in cos|u košaricu|u korpu|в корзину|купить|у кошик|купити|добави в|σto καλάθι|στο καλάθι|αγορά`,
    `sepete ekle|satın al|أضف|اشتر|افزودن به سبد|הוס(?:ף|פה) לסל|カート(?:に|へ)|買い物かご|購入|加入?购物车|加入購物車|立即购买|立即購買|放入購物車|장바구니|구매|바로구매`,
    `thêm vào giỏ|mua ngay|đặt mua|beli|masukkan|(?:tambah|ke) keranjang|ตะกร้า|รถเข็น|ซื้อ|कार्ट में`,
  ].join('|'),
  'iu',
)

const handles =
  /add[-_]?to[-_]?(?:cart|bag|basket|trolley)|addtocart|btn[-_]?cart|buy[-_]?(?:now|button|btn)|single_add/i
const refusal =
  /sold ?out|out of stock|unavailable|ausverkauft|nicht verfügbar|épuisé|indisponible|agotado|esaurito|esgotado|uitverkocht|slutsåld|wyprzedan|vyprodáno|нет в наличии|売り切れ|品切|缺货|售罄|품절|notify me|back in stock/i

/** Ways to buy on this page, in document order; `soldOut` when the only ones say that there is nothing left. */
export interface BuyButtons {
  readonly buttons: readonly Element[]
  readonly soldOut: boolean
}

export function findBuyButtons(root: Element): BuyButtons {
  const controls = all(
    root,
    'button,input[type="submit"],input[type="button"],input[type="image"],a,[role="button"]',
    mostButtons,
  )
  const buttons = controls.filter(isBuyButton).filter(isShown)
  const soldOut =
    buttons.length === 0 &&
    controls.some(control => refusal.test(labelOf(control)) && isInProductForm(control))
  return { buttons, soldOut }
}

function isBuyButton(control: Element): boolean {
  const label = labelOf(control)
  if (label.length > 60 || refusal.test(label)) return false
  if (tagOf(control) === 'a') return words.test(label) && isLinkToAct(control)
  return (
    words.test(label) ||
    (handles.test(nameOf(control) + attributeOf(control, 'name')) && !/wish|compare|view/i.test(label))
  )
}

/** A link in an article may say "buy"; one that looks or works like a button acts. */
function isLinkToAct(link: Element): boolean {
  const href = attributeOf(link, 'href')
  return (
    handles.test(nameOf(link)) ||
    /btn|button|cart|basket/i.test(nameOf(link)) ||
    /^(?:#|javascript:|$)|cart|basket|add/i.test(href)
  )
}

const isInProductForm = (control: Element): boolean =>
  handles.test(nameOf(control) + attributeOf(control, 'name')) ||
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
export function hasCartForm(root: Element): boolean {
  return all(root, 'form[action]', 200).some(
    form =>
      /\/cart\/add|add[-_]?to[-_]?cart|\/basket\/add|checkout\/cart\/add/i.test(
        attributeOf(form, 'action'),
      ) && !matches(form, 'header form'),
  )
}
