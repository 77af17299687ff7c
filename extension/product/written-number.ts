/**
 * One number as people write it ("1.234,50", "1,23,456.00", "1'299", "12 990") as a plain decimal ("1234.50").
 * A single "." or "," before exactly three digits groups thousands, unless the number starts with 0 or the
 * currency has three decimals. Undefined when the groups make no sense (a date, a version, a phone number).
 */
export function plainNumber(text: string, fractionDigits = 2): string | undefined {
  const compact = text.replace(/[\s\u00a0\u202f\u2009'’`´]/g, '')
  const at = decimalAt(compact, fractionDigits)
  const whole = at === undefined ? compact : compact.slice(0, at)
  const fraction = at === undefined ? '' : compact.slice(at + 1)
  if (!groupsFit(whole)) return undefined
  const digits = whole.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '')
  if (digits.length > 15) return undefined
  return fraction === '' ? digits : `${digits}.${fraction}`
}

/** Where the decimal separator is. */
function decimalAt(text: string, fractionDigits: number): number | undefined {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  if (last < 0) return undefined
  const separator = text.charAt(last)
  const fraction = text.length - last - 1
  const alike = text.split(separator).length - 1
  const others = /[.,]/.test(text.replaceAll(separator, ''))
  if (others) return alike === 1 ? last : undefined
  if (alike > 1) return fraction === 3 ? undefined : last
  if (fraction !== 3) return last
  return text.startsWith('0') || last > 3 || fractionDigits === 3 ? last : undefined
}

/** Groups are of three digits; in India all but the last may be of two. */
function groupsFit(whole: string): boolean {
  const [first = '', ...groups] = whole.split(/[.,]/)
  if (groups.length === 0) return true
  if (first.length > 3 || groups.at(-1)?.length !== 3) return false
  return groups.every(group => group.length === 3) || groups.slice(0, -1).every(group => group.length === 2)
}
