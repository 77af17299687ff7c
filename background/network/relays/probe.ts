import type { VerifiedEvent } from 'nostr-tools/pure'
import { type CartKeys, deriveKeys } from '../../../extension/invite/keys.ts'
import { relayAddress } from '../../../extension/invite/relay-address.ts'
import { limits as mostOf } from '../../../extension/limits.ts'
import { type CartSigner, cartSigner, eventKinds } from '../cart-signer.ts'
import { envelopeSizes, maxContent, seal } from '../envelope.ts'
import type { NetworkEnvironment } from '../environment.ts'
import { isTooEarly, refusalKind } from '../mailbox/refusal.ts'
import { slotTag } from '../mailbox/slot.ts'
import { type LearnedSkew, TimeSkew } from '../mailbox/time-skew.ts'
import type { ProbeResult, RelayLimits } from '../protocol.ts'
import { within } from '../within.ts'
import { RelayConnection } from './relay-connection.ts'
import { relayWords } from './relay-words.ts'

/** For all of one relay's probe, but shorter than the background waits for the answer. */
const probeMs = 12_000
/** NIP-11 is a courtesy: the relay's deeds count more, and are not waited for longer than this. */
const limitsMs = 1_000
const deletionMs = 1_000

const lifetimeSeconds = 60 * 60

/** Bytes of an envelope with which a cart still gets along. */
const leastEnvelope = 8_192
const mostEnvelope = Math.max(...envelopeSizes)
const envelopeOverhead = mostEnvelope - maxContent

/** What an event has around its content, in characters, rounded up. */
const eventOverhead = 700

interface Prober {
  readonly keys: CartKeys
  readonly signer: CartSigner
  readonly environment: NetworkEnvironment
  /** What one relay taught of this device's clock. */
  readonly learned: LearnedSkew
  onLimits?(url: string, limits: RelayLimits): void
}

/**
 * Tries each relay with the cart's key: what it says of itself (NIP-11) must allow our use, and an event as large as a
 * cart's must come back when asked for by its id. It is written into a slot of its own, deleted afterwards (NIP-09), and
 * expires within the hour where the relay does not delete. Never rejects. Takes at most 12 s.
 */
export async function probeRelays(
  secret: Uint8Array,
  urls: readonly string[],
  environment: NetworkEnvironment,
  onLimits?: (url: string, limits: RelayLimits) => void,
): Promise<ProbeResult[]> {
  const keys = await deriveKeys(secret)
  const signer = cartSigner(keys.signingKey, environment.signatures)
  const learned = { seconds: 0 }
  const prober: Prober = { keys, signer, environment, learned, ...(onLimits && { onLimits }) }
  return Promise.all(urls.map(url => probeRelay(url, prober)))
}

async function probeRelay(url: string, prober: Prober): Promise<ProbeResult> {
  const address = relayAddress(url)
  if (address === undefined || address.length > mostOf.url) {
    return failure(url, 'not the address of a relay that a cart may use')
  }
  const line = openLine(address, prober)
  try {
    await within(prober.environment, probeMs, tryOut(line, prober))
    return { url, works: true }
  } catch (error) {
    return failure(url, error)
  } finally {
    line.connection.close()
  }
}

function failure(url: string, reason: unknown): ProbeResult {
  return { url: url.slice(0, mostOf.url), works: false, problem: relayWords(reason) }
}

interface ProbeLine {
  readonly connection: RelayConnection
  /** Rejects with the reason when the first attempt fails. */
  readonly opened: Promise<void>
  readonly limits: Promise<RelayLimits>
}

function openLine(url: string, { signer, environment, onLimits }: Prober): ProbeLine {
  let told: (limits: RelayLimits) => void = () => {}
  const limits = new Promise<RelayLimits>(resolve => {
    told = resolve
  })
  let check: () => void = () => {}
  const connection = new RelayConnection({
    url,
    environment,
    signer,
    subscribers: [],
    onStatus: () => check(),
    onLimits(_url, read) {
      told(read)
      onLimits?.(url, read)
    },
  })
  const opened = new Promise<void>((resolve, reject) => {
    check = () => {
      const { state, problem } = connection.status
      if (state === 'connected') resolve()
      if (state === 'failed') reject(new Error(problem))
    }
    check()
  })
  return { connection, opened, limits }
}

async function tryOut({ connection, opened, limits }: ProbeLine, prober: Prober): Promise<void> {
  await opened
  const said = await within(prober.environment, limitsMs, limits).catch(() => undefined)
  if (said) requireUse(said)
  const written = await write(connection, largestEnvelope(said), prober)
  if (!(await connection.holds(written))) throw new Error('said OK, and did not keep the event')
  const deletion = prober.signer.sign(deletionOf(written))
  await within(prober.environment, deletionMs, connection.publish(deletion)).catch(error =>
    console.debug(`${connection.url} did not delete a probe, which expires: ${error}`),
  )
}

/** Throws when the relay's own words rule it out. */
function requireUse(limits: RelayLimits): void {
  if (limits.needsPayment) throw new Error('wants to be paid')
  if (limits.restrictsWrites && !limits.needsAuth) throw new Error('does not take events from everybody')
  const most = Math.min(
    limits.content ?? Number.POSITIVE_INFINITY,
    limits.message ?? Number.POSITIVE_INFINITY,
  )
  if (most < leastEnvelope) throw new Error(`takes no more than ${most} characters`)
}

/** Bytes of the largest envelope that the relay takes, by its own word. */
function largestEnvelope(limits: RelayLimits | undefined): number {
  const content = limits?.content ?? Number.POSITIVE_INFINITY
  const message = (limits?.message ?? Number.POSITIVE_INFINITY) - eventOverhead
  const characters = (bytes: number): number => Math.ceil(bytes / 3) * 4
  const fits = envelopeSizes.filter(size => characters(size) <= Math.min(content, message))
  return fits.at(-1) ?? envelopeSizes[0]
}

/**
 * Writes an event with an envelope of `size` bytes, or where that is too much, of the least that a cart gets along with; and
 * with another time where that is refused, which is this device's fault rather than the relay's.
 */
async function write(
  connection: RelayConnection,
  size: number,
  prober: Prober,
  skew = new TimeSkew(prober.learned),
): Promise<VerifiedEvent> {
  const event = await probeEvent(size, skew.seconds, prober)
  try {
    await connection.publish(event)
    skew.accepted()
    return event
  } catch (error) {
    const words = relayWords(error)
    const kind = refusalKind(words)
    if (kind === 'time' && skew.refused(isTooEarly(words))) return write(connection, size, prober, skew)
    if (kind === 'size' && size > leastEnvelope) return write(connection, leastEnvelope, prober, skew)
    throw error
  }
}

async function probeEvent(
  size: number,
  skew: number,
  { keys, signer, environment }: Prober,
): Promise<VerifiedEvent> {
  const now = Math.floor(environment.now() / 1000)
  const name = crypto.getRandomValues(new Uint8Array(16)).join('-')
  const slot = await slotTag(keys.tagKey, `probe/${name}`)
  const content = new Uint8Array(size - envelopeOverhead)
  // The relay's time may be later than a skew that moves into the past: what has expired for it, it would not keep.
  return signer.sign({
    kind: eventKinds.slot,
    created_at: now + skew,
    tags: [
      ['d', slot],
      ['expiration', String(now + Math.max(0, skew) + lifetimeSeconds)],
    ],
    content: await seal(keys.contentKey, `${eventKinds.slot}:${slot}`, content),
  })
}

/** A deletion (NIP-09): by id for relays that know only that, by address for the slot. */
function deletionOf(event: VerifiedEvent): Parameters<CartSigner['sign']>[0] {
  const slot = event.tags.find(([name]) => name === 'd')?.[1] ?? ''
  return {
    kind: 5,
    created_at: event.created_at,
    tags: [
      ['e', event.id],
      ['a', `${event.kind}:${event.pubkey}:${slot}`],
    ],
    content: '',
  }
}
