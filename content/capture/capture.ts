import type { Captured } from './captured.ts'
import { deadlineFrom } from './deadline.ts'
import { judge, noProduct } from './judge.ts'
import { readContext } from './page-context.ts'
import { enough, scorePage } from './page-kind.ts'
import { survey } from './survey.ts'

/**
 * Reads the product of a page, changing nothing on it and asking nobody else. Never throws: a method that a page
 * breaks loses only itself, and an address that is none gives `none`. After 300 ms by `now` (milliseconds) it answers
 * what it has. `openedAt` is where the document was when it was loaded: in single-page shops another address than now.
 */
export function capture(
  document: Document,
  address: string,
  openedAt = address,
  now = () => performance.now(),
): Captured {
  if (!URL.canParse(address)) return { kind: 'none' }
  const page = readContext(document, address, deadlineFrom(now), openedAt)
  const found = survey(page)
  return scorePage(found.signs, page.address) >= enough ? judge(found) : noProduct(page)
}
