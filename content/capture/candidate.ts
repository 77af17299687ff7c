import type { WrittenPrice } from '../../extension/product/price-text.ts'
import type { PlatformIds } from '../../extension/product/product.ts'
import type { Field } from './captured.ts'

/** What a method found for one field. `confidence` is between 0 and 1: how often such a find is right. */
export type Candidate =
  | {
      readonly field: Exclude<Field, 'price' | 'listPrice' | 'platform'>
      readonly value: string
      readonly confidence: number
    }
  | { readonly field: 'price' | 'listPrice'; readonly value: WrittenPrice; readonly confidence: number }
  | { readonly field: 'platform'; readonly value: PlatformIds; readonly confidence: number }

/** The fields that are plain texts until they are judged. */
export type TextField = Exclude<Field, 'price' | 'listPrice' | 'platform'>

/** What a method saw that tells a product's page from a list, an article or a cart. */
export type Sign =
  /** Markup of one product that this page is about, and whether it says what it costs or that its address is this page's. */
  | 'product'
  | 'product-offer'
  | 'product-address'
  /** Markup of several products, none of them this page's. */
  | 'several-products'
  /** Markup that says what else the page is. */
  | 'listing'
  | 'article'
  /** Open Graph says that it is a product, or an article: many shop systems call all their pages that. */
  | 'product-type'
  | 'article-type'
  /** The page's elements are named like those of a product's page. */
  | 'product-names'
  /** A way to buy one thing, and the same for many things. */
  | 'buy-button'
  | 'many-buy-buttons'
  /** The shop system or the shop itself is known, and marks the page as a product's; and says that it has no price. */
  | 'site-product'
  | 'no-price'
  /** The last part of the address is made of the title's words. */
  | 'title-in-address'
  /** A price that is shown with the title or the buy button. */
  | 'price-shown'

/** What one method made of the page. */
export interface Reading {
  readonly candidates: readonly Candidate[]
  readonly signs: readonly Sign[]
}

/** A reading of nothing. */
export const nothing: Reading = { candidates: [], signs: [] }
