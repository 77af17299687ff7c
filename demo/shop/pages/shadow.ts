import { layout } from '../layout.ts'
import type { Shop } from '../shop.ts'
import { form } from './parts.ts'

/* The shop made of custom elements: its product stands in open shadow roots, one within another. */

const name = 'Shadow demo shop'
const language = 'en'

export const shadowShop: Shop = {
  host: 'shadow.localhost',
  name,
  pages: { vase: () => vasePage() },
}

const shadow = (html: string): string => `<template shadowrootmode="open">${html}</template>`

function vasePage(): string {
  const price = `<shop-price>${shadow('<span class="price">38,50 €</span>')}</shop-price>`
  const buy = `<shop-buy>${shadow(form())}</shop-buy>`
  const product = `<shop-product>${shadow(`<h1>Ribbed Glass Vase</h1><div>${price}</div>${buy}`)}</shop-product>`
  const others = `<shop-related>${shadow('<h2>Related</h2><p><a href="/bowl">Glass Bowl</a> <span class="price">12,00 €</span></p>')}</shop-related>`
  return layout({
    shop: name,
    language,
    title: 'Ribbed Glass Vase',
    body: `<shop-app>${shadow(product + others)}</shop-app>`,
  })
}
