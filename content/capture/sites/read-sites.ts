import { nothing, type Reading } from '../candidate.ts'
import type { PageContext } from '../page-context.ts'
import { amazon } from './amazon.ts'
import { ebay } from './ebay.ts'
import { largeShops } from './large-shops.ts'
import { platforms } from './platforms.ts'
import { shopify } from './shopify.ts'
import { appliesTo, readSite, type SiteRules } from './site-rules.ts'
import { woocommerce } from './woocommerce.ts'

const shops: readonly SiteRules[] = [amazon, ebay, ...largeShops]
const systems: readonly SiteRules[] = [shopify, woocommerce, ...platforms]

/** By the rules of the shop, one of the largest, whose own host this is. */
export const readLargeShop = (page: PageContext): Reading => readFirst(shops, page)

/** By the rules of the shop system that the page was made with. */
export const readPlatform = (page: PageContext): Reading => readFirst(systems, page)

function readFirst(rules: readonly SiteRules[], page: PageContext): Reading {
  const found = rules.find(each => appliesTo(each, page))
  return found ? readSite(found, page) : nothing
}
