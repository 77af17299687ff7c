import { minorUnits } from './currency.ts'

/**
 * A decimal in major units ("12.5", no grouping, "." before the fraction) as integer minor units of `currency`,
 * rounded half up. Undefined for anything else: a sign, an exponent, or an amount above 2^53 - 1.
 */
export function majorToMinor(decimal: string, currency: string): number | undefined {
  const parts = /^(\d+)(?:\.(\d*))?$/.exec(decimal)
  if (!parts?.[1]) return undefined
  const digits = minorUnits(currency)
  const fraction = (parts[2] ?? '').padEnd(digits + 1, '0')
  const whole = BigInt(parts[1] + fraction.slice(0, digits))
  const minor = fraction.charAt(digits) >= '5' ? whole + 1n : whole
  return minor <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(minor) : undefined
}

/** Integer minor units as a decimal in major units: 1250 EUR is "12.50", 1250 JPY is "1250". */
export function minorToMajor(amount: number, currency: string): string {
  const digits = minorUnits(currency)
  const text = String(amount).padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}
