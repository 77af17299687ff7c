import type { Candidate } from './candidate.ts'
import type { PageContext } from './page-context.ts'

/*
 * The number that a shop's address names its product by: on marketplaces and classified ads the only one there is.
 */

const words =
  /(?:^|[-_./=])(?:(?:itm|item|items|dp|ip|listing|product|products|produkt|p|pd|prod|app|goods|offer|ad|sku|pid|id|a|art|artikel)[-_/=]?)?([a-z]{0,4}\d{5,16}[a-z]?)(?:\.\w{2,5})?$/i
const digits = /(\d{6,16})(?:\.\w{2,5})?$/
const parameters =
  /^(?:p?id|prod(?:uct)?_?id|sku|item(?:_?(?:id|no|number))?|goods_?id|article(?:_?id)?|art(?:nr|icle)?|pid|modelid|wareid|product)$/i

/** The code at the end of the address's path, else the parameter that holds one; little trusted, nothing else being said. */
export function codeInAddress(page: PageContext): Candidate[] {
  const { pathname, searchParams } = page.address
  const last = pathname.replace(/\/+$/, '').split('/').slice(-2)
  const parts = [last[1] ?? '', last[0] ?? ''].map(decoded)
  const inPath = [words, digits].flatMap(pattern => parts.flatMap(part => pattern.exec(part)?.[1] ?? []))[0]
  const named = [...searchParams].find(
    ([name, value]) => parameters.test(name) && /^[\w-]{2,40}$/.test(value) && /\d/.test(value),
  )
  const value = inPath ?? named?.[1]
  return value ? [{ field: 'sku', value, confidence: 0.25 }] : []
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // Percent signs that encode nothing: the part as it stands.
    return part
  }
}
