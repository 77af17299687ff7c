import type { Candidate } from './candidate.ts'
import type { PageContext } from './page-context.ts'

/*
 * The number that a shop's address names its product by: on marketplaces and classified ads the only one there is.
 */

const inPath = /(?:^|[-_./=])(?:[a-z]{1,8}[-_/=]?)?([a-z]{0,4}\d{5,16}[a-z]?)(?:\.\w{2,5})?$/i
const parameters =
  /^(?:p|prod(?:uct)?|item|goods|art(?:icle)?|model|ware)?[-_]?(?:id|no|nr|number|code)$|^(?:sku|product|item)$/i

/** The code at the end of the address's path, else the parameter that holds one; little trusted, nothing else being said. */
export function codeInAddress(page: PageContext): Candidate[] {
  const { pathname, searchParams } = page.address
  const last = pathname.replace(/\/+$/, '').split('/').slice(-2)
  const [inLast] = last.reverse().flatMap(part => inPath.exec(part)?.[1] ?? [])
  const named = [...searchParams].find(
    ([name, value]) => parameters.test(name) && /^[\w-]{2,40}$/.test(value) && /\d/.test(value),
  )
  const value = inLast ?? named?.[1]
  return value ? [{ field: 'sku', value, confidence: 0.25 }] : []
}
