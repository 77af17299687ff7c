import * as v from 'valibot'
import type { NetworkEnvironment } from '../environment.ts'
import type { RelayLimits } from '../protocol.ts'
import { relayWords } from './relay-words.ts'

const readMs = 5_000
const mostBytes = 64 * 1024

const weekMs = 7 * 24 * 60 * 60_000
const dayMs = 24 * 60 * 60_000

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** `value` or, when it is not of the schema's form, undefined: one damaged field does not spoil the others. */
function lenient<S extends v.GenericSchema>(schema: S) {
  return v.fallback(v.optional(schema), undefined)
}

const documentSchema = v.object({
  name: lenient(v.string()),
  limitation: v.fallback(
    v.optional(
      v.object({
        max_content_length: lenient(count),
        max_message_length: lenient(count),
        auth_required: lenient(v.boolean()),
        payment_required: lenient(v.boolean()),
        restricted_writes: lenient(v.boolean()),
      }),
    ),
    undefined,
  ),
})

/** Whether a relay is to be asked for its limits again: after a week, or after a day when it told none. */
export function areStale(limits: RelayLimits | undefined, now: number): boolean {
  if (!limits) return true
  const age = now - limits.readAt
  // A time ahead of now was written by a clock that has been moved since.
  return age < 0 || age > (Object.keys(limits).length > 1 ? weekMs : dayMs)
}

/** What a NIP-11 document says of limits, as far as it can be understood. */
export function parseRelayLimits(document: unknown, readAt: number): RelayLimits {
  const parsed = v.safeParse(documentSchema, document)
  if (!parsed.success) return { readAt }
  const { name, limitation = {} } = parsed.output
  const found = {
    name: name === undefined || name.trim() === '' ? undefined : relayWords(name.trim()),
    content: limitation.max_content_length,
    message: limitation.max_message_length,
    needsAuth: limitation.auth_required,
    needsPayment: limitation.payment_required,
    restrictsWrites: limitation.restricted_writes,
  }
  const said = Object.entries(found).filter(([, value]) => value !== undefined)
  return { readAt, ...Object.fromEntries(said) }
}

/**
 * Reads a relay's own word on its limits (NIP-11, https://github.com/nostr-protocol/nips/blob/master/11.md): a document
 * at the relay's address over HTTP. Never rejects: what cannot be had within 5 s and 64 KiB (many relays send no CORS
 * headers) is not known, and then `readAt` is all that the answer has.
 */
export async function readRelayLimits(
  url: string,
  environment: Pick<NetworkEnvironment, 'fetch' | 'now' | 'after'>,
): Promise<RelayLimits> {
  const stop = new AbortController()
  const cancel = environment.after(readMs, () => stop.abort())
  try {
    const response = await environment.fetch(url.replace(/^ws/, 'http'), {
      headers: { accept: 'application/nostr+json' },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // Whoever a redirect leads to has no business with the cart.
      redirect: 'error',
      signal: stop.signal,
    })
    const text = response.ok ? await readText(response) : undefined
    return parseRelayLimits(text === undefined ? undefined : JSON.parse(text), environment.now())
  } catch (error) {
    console.debug(`${url} told no limits: ${error}`)
    return { readAt: environment.now() }
  } finally {
    cancel()
    stop.abort()
  }
}

/** The body, or undefined when it is larger than a document has any reason to be. */
async function readText({ body }: Response): Promise<string | undefined> {
  if (!body) return undefined
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (const reader = body.getReader(); ; ) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.length
    if (bytes > mostBytes) return undefined
    text += decoder.decode(value, { stream: true })
  }
}
