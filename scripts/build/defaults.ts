import { relayAddress } from '../../extension/invite/relay-address.ts'
import { shippedRelays } from '../../extension/relays/relay-list.ts'
import { ScriptFailure } from '../failure.ts'

/** What a build fixes, see extension/build-defaults.ts. `guestPage` is absent when the build names none. */
export interface BuildDefaults {
  readonly relays: readonly string[]
  readonly guestPage?: string
  readonly quietSeconds?: number
}

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|.+\.localhost)$/

/** Whether an address stays on this machine. */
export function isLoopback(address: string): boolean {
  return loopbackHost.test(new URL(address).hostname)
}

/**
 * Reads RELAYS (comma-separated ws: or wss: addresses, or `none`; without it, the shipped list), GUEST_PAGE and
 * QUIET_SECONDS. Throws a ScriptFailure naming what is wrong.
 */
export function readBuildDefaults(environment: Readonly<Record<string, string | undefined>>): BuildDefaults {
  const page = environment.GUEST_PAGE?.trim()
  const quiet = environment.QUIET_SECONDS?.trim()
  return {
    relays: relaysOf(environment.RELAYS ?? ''),
    ...(page ? { guestPage: guestPageAddress(page) } : {}),
    ...(quiet ? { quietSeconds: seconds('QUIET_SECONDS', quiet) } : {}),
  }
}

function seconds(variable: string, text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= 3600))
    throw new ScriptFailure(`${variable}: "${text}" is not between 0 and 3600`)
  return value
}

function relaysOf(text: string): readonly string[] {
  const named = text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
  if (named.length === 0) return shippedRelays
  return named.includes('none') ? [] : [...new Set(named.map(canonicalRelay))]
}

function canonicalRelay(text: string): string {
  const address = relayAddress(checkedAddress('RELAYS', text, { secure: 'wss:', loopback: 'ws:' }))
  if (address === undefined) throw new ScriptFailure(`RELAYS: "${text}" is no address that a cart may use`)
  return address
}

function guestPageAddress(text: string): string {
  return checkedAddress('GUEST_PAGE', text, { secure: 'https:', loopback: 'http:' })
}

function checkedAddress(
  variable: string,
  text: string,
  schemes: { readonly secure: string; readonly loopback: string },
): string {
  const address = URL.canParse(text) ? new URL(text) : undefined
  if (!address) throw new ScriptFailure(`${variable}: "${text}" is not an address`)
  const allowed =
    address.protocol === schemes.secure || (address.protocol === schemes.loopback && isLoopback(text))
  if (!allowed) {
    throw new ScriptFailure(
      `${variable}: "${text}" must start with ${schemes.secure}// (${schemes.loopback}// only on this machine)`,
    )
  }
  if (address.username || address.password || text.includes('#')) {
    throw new ScriptFailure(`${variable}: "${text}" must have neither a user name nor a fragment`)
  }
  return address.href
}
