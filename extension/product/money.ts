import * as v from 'valibot'

/**
 * An amount of money: `amount` in integer minor units of `currency` (cents for EUR, yen for JPY), `currency`
 * an ISO 4217 code. Never negative. Amounts of different currencies are never added.
 */
export const moneySchema = v.object({
  amount: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
})
export type Money = v.InferOutput<typeof moneySchema>
