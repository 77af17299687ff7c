import { UserError } from '../user-error.ts'
import { findFragment, maxBodyBytes, readFragment, writeFragment } from './link-format.ts'
import { relayAddress } from './relay-address.ts'

/*
 * Format 1: body = secret (32 bytes), then relay hints. A hint is one byte, scheme (top bit: 1 is `ws:`) and length,
 * and the address without its scheme in UTF-8.
 */

const formatVersion = 1
const secretBytes = 32
const insecure = 0x80

/** A link is kept shorter than this: chat programs cut longer ones, and its QR code stays readable. */
export const maxLinkLength = 200

/** What a cart link hands over. `relays` are canonical addresses (`relayAddress`) where the cart may be found. */
export interface Invite {
  readonly secret: Uint8Array
  readonly relays: readonly string[]
}

function encodeHint(address: string): Uint8Array | undefined {
  const rest = new TextEncoder().encode(address.slice(address.indexOf('://') + 3))
  if (rest.length >= insecure) return undefined
  return Uint8Array.from([rest.length | (address.startsWith('ws:') ? insecure : 0), ...rest])
}

/** Characters of a link whose fragment has a body of `bodyBytes`: 9 bytes of frame, 4 characters for 3 bytes. */
function linkLength(page: string, bodyBytes: number): number {
  return page.length + 1 + Math.ceil(((bodyBytes + 9) * 4) / 3)
}

function body({ secret, relays }: Invite, page: string): Uint8Array {
  const bytes = [...secret]
  for (const relay of relays) {
    const address = relayAddress(relay)
    const hint = address === undefined ? undefined : encodeHint(address)
    if (!hint) continue
    const length = bytes.length + hint.length
    if (length <= maxBodyBytes && linkLength(page, length) < maxLinkLength) bytes.push(...hint)
  }
  return Uint8Array.from(bytes)
}

/**
 * The link that invites to a cart: `guestPage` (an address; a fragment it has is replaced) with the cart's secret and
 * relays in its fragment, which no server ever gets. Relays are taken in their order; one that does not fit under
 * `maxLinkLength` after those before it, or is no `relayAddress`, is left out, and a shorter one after it may still fit. Throws a RangeError when `secret` is not 32 bytes.
 */
export async function createCartLink(invite: Invite, guestPage: string): Promise<string> {
  if (invite.secret.length !== secretBytes) throw new RangeError('A cart secret has 32 bytes')
  const page = guestPage.replace(/#.*$/s, '')
  return `${page}#${await writeFragment({ version: formatVersion, body: body(invite, page) })}`
}

/** Whether `text` has a fragment of ours in it, whole or not, on whatever host. */
export function isCartLink(text: string): boolean {
  return findFragment(text) !== undefined
}

function readHint(bytes: Uint8Array): string {
  const scheme = ((bytes[0] ?? 0) & insecure) === 0 ? 'wss' : 'ws'
  const written = `${scheme}://${new TextDecoder().decode(bytes.subarray(1))}`
  // Only the canonical form is written, so anything else is not from us.
  if (relayAddress(written) !== written) throw new UserError('link-damaged')
  return written
}

function readHints(bytes: Uint8Array): string[] {
  const relays: string[] = []
  let at = 0
  while (at < bytes.length) {
    const end = at + 1 + ((bytes[at] ?? 0) & ~insecure)
    if (end > bytes.length) throw new UserError('link-damaged')
    relays.push(readHint(bytes.subarray(at, end)))
    at = end
  }
  return relays
}

/**
 * Reads a link created by `createCartLink`, on whatever host and also in the midst of other text. Throws a UserError:
 * `link-not-ours` (no fragment of ours), `link-incomplete` (its end is missing), `link-damaged` (it was changed), or
 * `link-version` (intact, but of a format this version does not know).
 */
export async function parseCartLink(text: string): Promise<Invite> {
  const fragment = findFragment(text)
  if (fragment === undefined) throw new UserError('link-not-ours')
  const frame = await readFragment(fragment)
  if (frame.version !== formatVersion) throw new UserError('link-version')
  if (frame.body.length < secretBytes) throw new UserError('link-damaged')
  return { secret: frame.body.slice(0, secretBytes), relays: readHints(frame.body.subarray(secretBytes)) }
}
