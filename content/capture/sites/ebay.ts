import type { Candidate } from '../candidate.ts'
import { isShown, textOf } from '../dom.ts'
import type { PageContext } from '../page-context.ts'
import { allIn } from '../page-tree.ts'
import { gone } from '../stock-words.ts'
import { hostNamed, inAddress, type SiteRules } from './site-rules.ts'

const itemNumber = /\/itm\/(?:[^/]+\/)?(\d{9,14})/

/** eBay, all countries. Before 2021 the ids of its price were "prcIsum" and "mm-saleDscPrc", since then "x-price-primary". */
export const ebay: SiteRules = {
  name: 'ebay',
  complete: true,
  host: hostNamed('ebay'),
  path: itemNumber,
  product: '#itemTitle,.x-item-title,#CenterPanel,#LeftSummaryPanel',
  places: {
    title: '.x-item-title__mainTitle | .x-item-title h1 | meta[property="og:title"]@content',
    price:
      '#mm-saleDscPrc | #prcIsum | #prcIsum_bidPrice | .x-price-primary | .x-bid-price__content .x-bid-price',
    listPrice: '#orgPrc | #mm-saleOrgPrc | .x-additional-info .ux-textspans--STRIKETHROUGH',
    image:
      '#icImg@src | .ux-image-carousel-item.active img@data-zoom-src | .ux-image-carousel-item.active img@src | .ux-image-carousel img@data-zoom-src',
  },
  inStock:
    '#binBtn_btn,#isCartBtn_btn,#bidBtn_btn,[data-testid="x-bin-action"],[data-testid="x-atc-action"],[data-testid="x-bid-action"]',
  productId: itemNumber,
  read: page => {
    const value = inAddress(page, itemNumber)
    return value ? [{ field: 'sku', value, confidence: 0.95 }, ...ended(page)] : []
  },
}

const over = /\b(?:ended|sold)\b|beendet|terminé|scaduta|terminata|finalizado|beëindigd/

/** Only what the listing's own status line says: the same words stand in its list of similar ones. */
function ended(page: PageContext): Candidate[] {
  const lines = allIn(
    page.tree,
    '#msgPanel,.d-statusmessage,.d-top-panel-message,.ux-layout-section--statusMessage',
    5,
  )
  const isOver = lines.filter(isShown).some(line => {
    const text = textOf(line, 1000).toLowerCase()
    return over.test(text) || gone.test(text)
  })
  return isOver ? [{ field: 'availability', value: 'OutOfStock', confidence: 0.9 }] : []
}
