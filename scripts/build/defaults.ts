import { ScriptFailure } from '../failure.ts'

/** What a build fixes, see extension/build-defaults.ts. `guestPage` is absent when the build names none. */
export interface BuildDefaults {
  readonly relays: readonly string[]
  readonly guestPage?: string
}

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|.+\.localhost)$/

/** Whether an address stays on this machine. */
export function isLoopback(address: string): boolean {
  return loopbackHost.test(new URL(address).hostname)
}

/** Reads RELAYS (comma-separated ws: or wss: addresses) and GUEST_PAGE. Throws a ScriptFailure naming what is wrong. */
export function readBuildDefaults(environment: Readonly<Record<string, string | undefined>>): BuildDefaults {
  const relays = (environment.RELAYS ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(relayAddress)
  const page = environment.GUEST_PAGE?.trim()
  return { relays: [...new Set(relays)], ...(page ? { guestPage: guestPageAddress(page) } : {}) }
}

function relayAddress(text: string): string {
  return checkedAddress('RELAYS', text, { secure: 'wss:', loopback: 'ws:' })
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
