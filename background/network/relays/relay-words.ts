import { limits } from '../../../extension/limits.ts'

/** A relay's or the browser's reason as text of at most `limits.relayWords` characters. A relay can give any JSON as one. */
export function relayWords(reason: unknown): string {
  const text = reason instanceof Error ? reason.message : reason
  if (typeof text !== 'string') return 'no reason given'
  // A character of two units is not cut in half.
  return text.slice(0, limits.relayWords).replace(/[\uD800-\uDBFF]$/, '')
}
