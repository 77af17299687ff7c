import { relayAddress } from '../../extension/invite/relay-address.ts'

/** What a person typed where a relay's address belongs. */
export type TypedAddress =
  | { readonly kind: 'none' }
  | { readonly kind: 'invalid' }
  /** In the canonical form of `relayAddress`. */
  | { readonly kind: 'address'; readonly url: string }

/** Reads "relay.example" as well as "wss://relay.example/". */
export function typedAddress(typed: string): TypedAddress {
  const text = typed.trim()
  if (text === '') return { kind: 'none' }
  const url = /\s/.test(text)
    ? undefined
    : relayAddress(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `wss://${text}`)
  return url === undefined ? { kind: 'invalid' } : { kind: 'address', url }
}

/** It cannot become an address by typing on: it begins as one of something else. */
export function beginsWrong(typed: string): boolean {
  const [, scheme] = /^\s*([a-z][a-z\d+.-]*):\/\//i.exec(typed) ?? []
  return scheme !== undefined && !/^wss?$/i.test(scheme)
}
