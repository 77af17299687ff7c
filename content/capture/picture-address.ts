import { limits } from '../../extension/limits.ts'
import { webAddress } from '../../extension/product/page-address.ts'
import type { PageContext } from './page-context.ts'

/** The address of a picture as it is kept; undefined for what is none that may be opened. */
export function pictureAddress(text: string, page: PageContext): string | undefined {
  const url = text.length <= limits.url * 2 ? webAddress(text, page.address) : undefined
  return url && url.href.length <= limits.url ? url.href : undefined
}
