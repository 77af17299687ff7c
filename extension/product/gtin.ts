/**
 * `text` as a GTIN (EAN-8, UPC-A, EAN-13 or GTIN-14, digits only) if its length and check digit are right.
 * The check digit is GS1's: weights 3 and 1 from the right, modulo 10.
 */
export function readGtin(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '')
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits) || /^0+$/.test(digits)) return undefined
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 ? 3 : 1), 0)
  return sum % 10 === 0 ? digits : undefined
}
