import { parseLooseJson } from './loose-json.ts'

/*
 * Values in a script's text: JSON, and JavaScript's literals as people type them ({name: 'Tea', price: 12.5}). Nothing
 * is run: a value in which anything is called is left alone.
 */

/** A literal that is no JSON is repaired up to this length; the data of whole pages is JSON. */
const mostRepaired = 200_000

/** The value that starts right after the first match of `before`. Undefined when there is no match or no value. */
export function valueAfter(text: string, before: RegExp): unknown {
  const match = before.exec(text)
  return match ? valueAt(text, match.index + match[0].length) : undefined
}

/** The value that starts at `start`: an object or a list. */
export function valueAt(text: string, start: number): unknown {
  const end = endOf(text, start)
  return end === undefined ? undefined : parseLooseJson(text.slice(start, end), end - start <= mostRepaired)
}

/** Where the object or list that opens at `start` closes; brackets in strings do not count. */
function endOf(text: string, start: number): number | undefined {
  const marks = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|'[^'\\]*(?:\\[\s\S][^'\\]*)*'|[{}[\]]/g
  marks.lastIndex = start
  let depth = 0
  for (let match = marks.exec(text); match; match = marks.exec(text)) {
    const [mark] = match
    if (mark === '{' || mark === '[') depth++
    else if (mark === '}' || mark === ']') depth--
    if (depth <= 0) return mark.length === 1 && match.index > start ? match.index + 1 : undefined
  }
  return undefined
}
