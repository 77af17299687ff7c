/** How much two texts have in common: the share of the shorter one's words that the other has too, 0 to 1. */
export function sameWords(a: string, b: string): number {
  const left = wordsOf(a)
  const right = wordsOf(b)
  const smaller = left.size <= right.size ? left : right
  const larger = smaller === left ? right : left
  if (smaller.size === 0) return 0
  return [...smaller].filter(word => larger.has(word)).length / smaller.size
}

const remembered = new Map<string, ReadonlySet<string>>()

/** The same title is compared with every heading and picture of a page. */
function wordsOf(text: string): ReadonlySet<string> {
  const before = remembered.get(text)
  if (before) return before
  const words = new Set(
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu),
  )
  if (remembered.size < 1000) remembered.set(text, words)
  return words
}
