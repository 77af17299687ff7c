import { limits } from '../../extension/limits.ts'

// Control characters, and those that turn the direction of the text around them or are not seen at all.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const unseen =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g

/** `text` on one line, without control and bidi-override characters, clipped to the limit. Markup in it stays text. */
export function cleanText(text: string, most: number = limits.text): string {
  // Clipped first, so that a hostile length costs nothing; white space may make up much of a page's text.
  const line = text
    .slice(0, most * 20)
    .replace(unseen, '')
    .replace(/\s+/g, ' ')
    .trim()
  return line.length <= most ? line : clip(line, most)
}

/** Cuts without leaving half a surrogate pair. */
function clip(text: string, most: number): string {
  return text
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '')
    .trim()
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** `text` with the character references of HTML as characters: markup that was escaped once too often has them. */
export function unescapeHtml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name) return entities[String(name).toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
