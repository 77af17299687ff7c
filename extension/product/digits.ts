// The zeros of the decimal digit blocks that shops write prices with (Unicode general category Nd).
const zeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20,
  0x1040, 0x17e0, 0x1810, 0xff10,
]

/** `text` with the digits of other scripts as 0-9, and Arabic and full-width separators as "." and ",". */
export function westernDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹\p{Nd}٫٬．，]/gu, plain)
}

function plain(character: string): string {
  if (character === '٫' || character === '．') return '.'
  if (character === '٬' || character === '，') return ','
  const code = character.charCodeAt(0)
  const zero = zeros.find(start => code >= start && code < start + 10)
  return zero === undefined ? character : String(code - zero)
}
