// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { captureHtml, greenTea, offer, productOf, withJsonLd } from '../page.ts'

const button = '<button>In den Warenkorb</button>'
const shop = (around: string, head = '') =>
  `<html lang="de"><head><title>Lamp - Light House</title>${head}</head><body>${around}</body></html>`
const lamp = (around: string) => shop(`<h1>Lamp</h1>${around}${button}`)
/** One of a row of products that lead elsewhere; two of it, since one alone is no row. */
const tile = (name: string, cost: string) =>
  `<div class="x1"><a href="/p/1"><img src="1.jpg"></a><p>${name}</p><b>${cost}</b></div>`.repeat(2)
const price = { amount: 4990, currency: 'EUR' }
const priced = '<p class="price">49,90 €</p>'

describe('which of the prices on a page is the product’s', () => {
  it.each([
    [
      'struck out by its style',
      '<p>69,90 €</p>'.replace('<p>', '<p style="text-decoration: line-through">') + priced,
    ],
    ['the lower of two without names', '<p><span>69,90 €</span> <span>49,90 €</span></p>'],
    ['with what is saved', `${priced}<p class="you-save">20,00 €</p>`],
    ['with instalments', `${priced}<p>4 x <b>12,48 €</b></p><p class="klarna">16,63 €</p>`],
    ['with a price for a kilogram', `${priced}<p class="unit-price">99,80 €</p>`],
    ['with shipping', `${priced}<p class="shipping-cost">4,90 €</p>`],
    ['without tax beside it', `${priced}<p class="price-excl-tax">41,93 €</p>`],
    ['named after the tax in it', '<p class="price-including-tax">49,90 €</p>'],
    ['with a bundle', `${priced}<div class="bundle"><p class="price">89,00 €</p></div>`],
    ['with another choice’s price', `${priced}<label>XL <b>59,90 €</b></label>`],
    ['with the cart’s total', `<div class="mini-cart"><b class="price">120,00 €</b></div>${priced}`],
    ['split over elements', '<p class="price"><span>49</span><sup>90</sup> €</p>'],
    ['split, with a space between', '<p class="price"><span>49</span> <sup>90</sup> €</p>'],
    ['with another product’s beside it, after a size in feet', `${priced}${tile('Cable 11 ft', '$4.99')}`],
    ['with what it is in parts', `${priced}<p>in 6 Raten zu <b>8,32 €</b></p>`],
    ['with what several cost', '<div><p class="price">49,90 €</p> 2 Stück 99,80 €</div>'],
    ['with how many parts beside it', `${priced}<p><b>2,08 €</b> <i>x24</i></p>`],
    [
      'with what it is with a card',
      `<p><b>46,90 €</b> mit unserer Karte, nach der Anmeldung</p><p><b>49,90 €</b></p>`,
    ],
    [
      'with what can be added',
      `${priced}<label><input type="checkbox"> Garantie <b class="price">9,00 €</b></label>`,
    ],
    ['without tax in words', '<p><b>41,93 €</b> zzgl. MwSt.</p><p><b>49,90 €</b> inkl. MwSt.</p>'],
    ['in the currency of the shop’s country', '<p><b>97,58 лв.</b> <b>49,90 €</b></p>'],
  ])('%s', (_, around) => expect(productOf(lamp(around)).price).toEqual(price))

  it('none, where members alone see it and other products have theirs beside it', () => {
    const tiles = tile('Umbrella', '499,99 €') + tile('Fire table', '1.099,99 €')
    expect(productOf(lamp(`<p>Preis nur für Mitglieder</p><div>${tiles}</div>`))).not.toHaveProperty('price')
  })

  it('right above the title', () =>
    expect(productOf(shop(`${priced}<h1>Lamp</h1>${button}`)).price).toEqual(price))

  it('in a header that holds the title too', () => {
    const html = shop(`<header class="product-header"><h1>Lamp</h1>${priced}</header>${button}`)
    expect(productOf(html).price).toEqual(price)
  })

  it('none, where all belong to other products', () => {
    const others = [3, 4, 5].map(
      n => `<li><a href="/products/x${n}">X${n} <b class="price">${n},00 €</b></a></li>`,
    )
    const html = shop(
      `<h1>Lamp</h1><p>Ausverkauft</p><section class="related-products"><ul>${others.join('')}</ul></section>`,
    )
    const withType = html.replace('<title>', '<meta property="og:type" content="product"><title>')
    expect(productOf(withType)).not.toHaveProperty('price')
    expect(productOf(withType).availability).toBe('OutOfStock')
  })
})

describe('markup that is wrong', () => {
  it('a price from before, where the page clearly shows another', () => {
    const body = `<h1 class="product-title">Green Tea</h1><p class="product-price current">10,00 €</p>${button}`
    expect(productOf(withJsonLd(greenTea, body)).price).toEqual({ amount: 1000, currency: 'EUR' })
  })
  it('the same number in another currency does not speak for it', () => {
    const data = { ...greenTea, offers: { ...offer, price: '549.56' } }
    const body = `<h1>Green Tea</h1><p class="price">132,34 €</p><p class="woocs_price_info">549.56 AED</p>${button}`
    expect(productOf(withJsonLd(data, body)).price).toEqual({ amount: 13234, currency: 'EUR' })
  })
  it.each([
    ['OutStock', 'OutOfStock'],
    ['oos', 'OutOfStock'],
    ['http://schema.org/SoldOut', 'OutOfStock'],
    ['in stock', 'InStock'],
    ['PreOrder', 'InStock'],
  ])('availability written %s is %s', (availability, expected) => {
    const product = productOf(
      withJsonLd({ ...greenTea, offers: { ...offer, availability } }, '<h1>Green Tea</h1>'),
    )
    expect(product.availability).toBe(expected)
  })
  it('names without quotes and strings in single ones are read', () => {
    const text =
      "{'@type': 'Product', name: 'Green Tea', offers: {price: 12.5, priceCurrency: 'EUR', url: location.href}}"
    expect(productOf(withJsonLd(text)).price).toEqual({ amount: 1250, currency: 'EUR' })
  })
})

describe('titles', () => {
  it.each([
    ['a price before it', '$15 · Tin Robot', 'Tin Robot'],
    ['the shop after it', 'Tin Robot | Toy Shop', 'Tin Robot'],
    ['the shop before it', 'Toy Shop - Tin Robot', 'Tin Robot'],
  ])('without %s', (_, title, expected) => {
    const head = `<meta property="og:site_name" content="Toy Shop"><meta property="og:type" content="product"><meta property="og:title" content="${title}">`
    expect(
      productOf(`<head>${head}<title>${title}</title></head><body>${priced}${button}</body>`).title,
    ).toBe(expected)
  })
  it('that is no heading, below one with the shop’s name', () => {
    for (const home of ['/', 'https://www.shop.example', '//shop.example/']) {
      const logo = `<header><h1><a href="${home}">Light House</a></h1></header>`
      const body = `${logo}<div class="item-name">Lamp Round</div>${priced}${button}`
      expect(productOf(shop(body).replace('Lamp -', 'Lamp Round | Lamps -')).title).toBe('Lamp Round')
    }
  })
  it('below a heading that is what the host is called', () => {
    const body = `<h1>Light House</h1><h2>Lamp Round</h2>${priced}${button}`
    const html = shop(body).replace('Lamp -', 'Lamp Round -')
    expect(productOf(html, 'https://www.light-house.example/products/1').title).toBe('Lamp Round')
  })
  it('in any text that has the words of the page’s title', () => {
    const body = `<table><tr><td><span>Lamp Round 60 W</span></td></tr></table>${priced}${button}`
    expect(productOf(shop(body).replace('Lamp -', 'Buy Lamp Round 60 W cheap -')).title).toBe(
      'Lamp Round 60 W',
    )
  })
  it('in a header of the product’s part, not that of a review', () => {
    const review = '<div class="reviews"><h1>Tin Robot, great</h1></div>'
    const html = `<head><title>Tin Robot</title></head><main><header><h1>Tin Robot</h1></header>${priced}${button}${review}</main>`
    expect(productOf(html).title).toBe('Tin Robot')
  })
  it('a long one that markup and heading agree on stays whole', () => {
    const name = `Tin Robot ${'with a very long description of itself '.repeat(5)}`.trim()
    const body = `<h1>${name}</h1>${button}`
    expect(productOf(withJsonLd({ ...greenTea, name }, body)).title).toBe(name)
  })
})

describe('sold out, in many languages', () => {
  it.each([
    'Sold out',
    'Ausverkauft',
    'Épuisé',
    'Agotado',
    'Esaurito',
    'Uitverkocht',
    'Slutsåld',
    'Wyprzedany',
    'Нет в наличии',
    '売り切れ',
    '缺货',
    '품절',
    'غير متوفر',
    'אזל מהמלאי',
  ])('%s', words => {
    const html = shop(
      `<h1>Lamp</h1><p>${words}</p><p class="price">49,90 €</p>`,
      '<meta property="og:type" content="product">',
    )
    expect(captureHtml(html)).toMatchObject({ product: { availability: 'OutOfStock' } })
  })
})
