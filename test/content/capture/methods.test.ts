// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { captureHtml, productOf } from '../page.ts'

const button = '<button>Add to cart</button>'

describe('microdata', () => {
  it('is read like JSON-LD', () => {
    const product = productOf(`<div itemscope itemtype="https://schema.org/Product">
      <h1 itemprop="name">Claw Hammer</h1><img itemprop="image" src="/hammer.jpg">
      <span itemprop="brand" itemscope itemtype="https://schema.org/Brand"><b itemprop="name">Forge</b></span>
      <p itemprop="offers" itemscope itemtype="https://schema.org/Offer">
        <meta itemprop="priceCurrency" content="USD"><b itemprop="price" content="24.90">$24.90</b>
        <link itemprop="availability" href="https://schema.org/OutOfStock">
      </p></div>`)
    expect(product).toMatchObject({
      title: 'Claw Hammer',
      brand: 'Forge',
      price: { amount: 2490, currency: 'USD' },
      image: 'https://shop.example/hammer.jpg',
      availability: 'OutOfStock',
    })
  })
})

describe('meta elements', () => {
  it('are read, with the shop’s name taken off the title', () => {
    const product =
      productOf(`<head><meta property="og:type" content="product"><meta property="og:title" content="Atlas – Book Shop">
      <meta property="og:site_name" content="Book Shop"><meta property="og:image" content="https://img.example/atlas.jpg">
      <meta property="product:price:amount" content="48.00"><meta property="product:price:currency" content="EUR"></head><body></body>`)
    expect(product).toMatchObject({
      title: 'Atlas',
      price: { amount: 4800, currency: 'EUR' },
      shop: { name: 'Book Shop' },
      image: 'https://img.example/atlas.jpg',
    })
  })
})

describe('the visible page', () => {
  const page = (around: string) =>
    `<html lang="de"><head><title>Lamp - Shop</title></head><body><h1>Lamp</h1>${around}${button}</body></html>`
  it.each([
    ['the price by the title', '<span class="price">12,50 €</span>'],
    ['not what it cost before', '<del>19,00 €</del> <span class="price">12,50 €</span>'],
    [
      'not what it cost before, by its class',
      '<span class="old-price">19,00 €</span> <span class="price">12,50 €</span>',
    ],
    ['not what it cost before, by the word', '<p>UVP <span>19,00 €</span></p> <p class="price">12,50 €</p>'],
    ['not the shipping', '<p class="price">12,50 €</p><p>Versand 4,90 €</p>'],
    ['not the price of a measure', '<p class="price">12,50 €</p><p>(125,00 € / kg)</p>'],
    [
      'not that of another product',
      '<ul class="related"><li><a href="/x">X <b class="price">3,00 €</b></a></li></ul><p class="price">12,50 €</p>',
    ],
    ['in pieces', '<span class="price"><span>12,</span><sup>50</sup> <span>€</span></span>'],
    ['with raised cents', '<span class="price">€<span>12</span><sup>50</sup></span>'],
  ])('%s', (_, around) => expect(productOf(page(around)).price).toEqual({ amount: 1250, currency: 'EUR' }))

  it('decides a shared symbol by the page', () => {
    const html =
      '<html lang="en-CA"><h1>Lamp</h1><b class="price">$12.50</b><button>Add to cart</button></html>'
    expect(productOf(html).price).toEqual({ amount: 1250, currency: 'CAD' })
  })

  it('gives what is chosen in the form of the button', () => {
    const html =
      page(`<p class="price">12,50 €</p><form><select name="size"><option>S<option selected>L</select>
      <select name="quantity"><option selected>3</select><label><input type="radio" name="color" value="Blue" checked>Blue</label>${button}</form>`)
    expect(productOf(html).variant).toBe('L / Blue')
  })
})

describe('where methods differ', () => {
  it('the price that is shown clearly beats markup that is shown nowhere', () => {
    const html = `<head><title>Lamp</title><script type="application/ld+json">{"@type":"Product","name":"Lamp","offers":{"price":"27.23","priceCurrency":"EUR"}}</script></head>
      <h1 class="product-title">Lamp</h1><p class="product-price current">29,95 €</p><form action="/cart/add">${button}</form>`
    const captured = captureHtml(html)
    expect(captured).toMatchObject({
      product: { price: { amount: 2995, currency: 'EUR' } },
      sources: { price: 'page' },
    })
  })

  it('a logo is not the picture', () => {
    const html = `<head><meta property="og:image" content="https://img.example/logo.png"><meta property="og:type" content="product"><title>Lamp</title></head>
      <h1>Lamp</h1><main><img src="/media/lamp.jpg" alt="Lamp"></main><b class="price">9 €</b>${button}`
    expect(productOf(html).image).toBe('https://shop.example/media/lamp.jpg')
  })
})
