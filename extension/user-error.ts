/** What can go wrong that a person can understand or mend. `_locales` has the words under `error_<code>`. */
export const userErrorCodes = [
  'link-not-ours',
  'link-incomplete',
  'link-damaged',
  'link-version',
  'line-gone',
  'cart-full',
  'cart-gone',
  'quantity-limit',
  'not-saved',
  'page-gone',
  'no-relays',
  'relay-address',
  'relay-known',
  'relay-limit',
  'relay-last',
  'relay-fails',
  'no-answer',
  'no-consent',
] as const
export type UserErrorCode = (typeof userErrorCodes)[number]

/** An error that is nobody's bug: shown to the person in plain words. */
export class UserError extends Error {
  override name = 'UserError' as const
  readonly code: UserErrorCode

  constructor(code: UserErrorCode, message: string = code) {
    super(message)
    this.code = code
  }
}
