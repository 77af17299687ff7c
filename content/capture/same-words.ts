/** How much two texts have in common: the share of the shorter one's words that the other has too, 0 to 1. */
export function sameWords(a: string, b: string): number {
  const left = wordsOf(a)
  const right = wordsOf(b)
  const smaller = left.size <= right.size ? left : right
  const larger = smaller === left ? right : left
  if (smaller.size === 0) return 0
  return [...smaller].filter(word => larger.has(word)).length / smaller.size
}

function wordsOf(text: string): Set<string> {
  return new Set(
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu),
  )
}
