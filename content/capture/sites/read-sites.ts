import type { Reading } from '../candidate.ts'
import { nothing } from '../candidate.ts'
import type { PageContext } from '../page-context.ts'
import { amazon } from './amazon.ts'
import { bigcommerce } from './bigcommerce.ts'
import { ebay } from './ebay.ts'
import { largeShops } from './large-shops.ts'
import { magento } from './magento.ts'
import { prestashop } from './prestashop.ts'
import { salesforce } from './salesforce.ts'
import { shopify } from './shopify.ts'
import { shopware } from './shopware.ts'
import { readSite, type SiteRules } from './site-rules.ts'
import { squarespace } from './squarespace.ts'
import { vtex } from './vtex.ts'
import { wix } from './wix.ts'
import { woocommerce } from './woocommerce.ts'

const shops: readonly SiteRules[] = [amazon, ebay, ...largeShops]
const platforms: readonly SiteRules[] = [
  ...[shopify, woocommerce, magento, bigcommerce, prestashop],
  ...[shopware, salesforce, squarespace, wix, vtex],
]

/** By the rules of the shop, one of the largest, whose own host this is. */
export const readLargeShop = (page: PageContext): Reading => readFirst(shops, page)

/** By the rules of the shop system that the page was made with. */
export const readPlatform = (page: PageContext): Reading => readFirst(platforms, page)

function readFirst(rules: readonly SiteRules[], page: PageContext): Reading {
  const found = rules.find(each => each.applies(page))
  return found ? readSite(found, page) : nothing
}
