import { fromBase64Url, toBase64Url } from '../base64.ts'
import { UserError } from '../user-error.ts'

/*
 * The frame of a cart link's fragment, the same in every version of the format:
 *
 *   marker 3 bytes | format version 1 | length of all 1 | body | checksum 4
 *
 * The marker reads "cCrt" in base64url: it tells our fragments from those of any other site. The checksum is the
 * first 4 bytes of SHA-256 over all before it, and the length is there so that a link that lost its end is told
 * from one that was changed.
 */

const marker = 'cCrt'
const markerBytes = 3
const headBytes = markerBytes + 2
const checksumBytes = 4

/** The greatest body that fits: the length is one byte. */
export const maxBodyBytes = 255 - headBytes - checksumBytes

export interface LinkFrame {
  readonly version: number
  readonly body: Uint8Array
}

async function checksum(bytes: Uint8Array): Promise<Uint8Array> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))
  return new Uint8Array(digest, 0, checksumBytes)
}

/** The fragment (without `#`) that carries `body`. Throws a RangeError when `body` is over `maxBodyBytes`. */
export async function writeFragment({ version, body }: LinkFrame): Promise<string> {
  if (body.length > maxBodyBytes) throw new RangeError(`A link's body of ${body.length} bytes is too long`)
  const length = headBytes + body.length + checksumBytes
  const bytes = new Uint8Array(length)
  bytes.set(fromBase64Url(marker))
  bytes.set([version, length], markerBytes)
  bytes.set(body, headBytes)
  bytes.set(await checksum(bytes.subarray(0, -checksumBytes)), length - checksumBytes)
  return toBase64Url(bytes)
}

/** The first of our fragments in `text` (without `#`), or undefined when it has none. */
export function findFragment(text: string): string | undefined {
  return /#(cCrt[\w-]*)/.exec(text)?.[1]
}

function decode(fragment: string): Uint8Array {
  // A lone last character holds no whole byte (and not every decoder takes it): its link was cut.
  const whole = fragment.length % 4 === 1 ? fragment.slice(0, -1) : fragment
  return fromBase64Url(whole)
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

/**
 * Reads what `findFragment` found. Throws a UserError `link-incomplete` (the end is missing) or `link-damaged`
 * (anything else does not fit). Of what is returned every bit is as it was written.
 */
export async function readFragment(fragment: string): Promise<LinkFrame> {
  const bytes = decode(fragment)
  const [version, length] = bytes.subarray(markerBytes)
  if (version === undefined || length === undefined || bytes.length < length) {
    throw new UserError('link-incomplete')
  }
  const covered = bytes.subarray(0, -checksumBytes)
  const intact =
    length >= headBytes + checksumBytes &&
    toBase64Url(bytes) === fragment &&
    bytes.length === length &&
    equal(bytes.subarray(-checksumBytes), await checksum(covered))
  if (!intact) throw new UserError('link-damaged')
  return { version, body: covered.subarray(headBytes) }
}
