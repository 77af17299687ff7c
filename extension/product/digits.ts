/** `text` with the digits of other scripts as 0-9, and Arabic and full-width separators as "." and ",". */
export function westernDigits(text: string): string {
  return text.replace(/\p{Nd}|[٫٬．，]/gu, plain)
}

function plain(character: string): string {
  if (character === '٫' || character === '．') return '.'
  if (character === '٬' || character === '，') return ','
  const code = character.charCodeAt(0)
  // Blocks of ten digits start at a multiple of 16, those of the scripts of India six later. Others are not prices'.
  const digit = (code - (code > 0x960 && code < 0xe00 ? 6 : 0)) & 15
  return character.length === 1 && digit < 10 ? String(digit) : character
}
