import { limits } from '../../extension/limits.ts'

// Control characters, and those that turn the direction of the text around them or are not seen at all; the two joiners
// are part of words in Persian and Indic scripts.
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\ufffc]/gu

/** `text` on one line, without control and bidi-override characters, clipped to the limit. Markup in it stays text. */
export function cleanText(text: string, most: number = limits.text): string {
  // Clipped first, so that a hostile length costs nothing; white space may make up much of a page's text.
  const line = text
    .slice(0, most * 20)
    .replace(/\s+/g, ' ')
    .replace(unseen, '')
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

/** `text` with the character references of HTML as characters: markup that was escaped once too often has them. */
export function unescapeHtml(text: string): string {
  return text.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d{0,2});/gi, characterOf)
}

const known = new Map<string, string>()

/** The parser itself knows all names; it is given nothing but the one reference, so there is nothing it could build. */
function characterOf(reference: string): string {
  const character =
    known.get(reference) ??
    new DOMParser().parseFromString(reference, 'text/html').documentElement.textContent
  if (character && known.size < 200) known.set(reference, character)
  return character ?? ''
}
