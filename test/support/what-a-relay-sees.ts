import { expect } from 'vitest'
import { envelopeSizes } from '../../background/network/envelope.ts'

/** What a relay must not learn. */
export interface Secrets {
  /** The one key that the cart has for relays, hex. */
  readonly publicKey: string
  /** Names, titles, ids, addresses: anything that a person or a device of the household wrote. */
  readonly words: readonly string[]
}

/** What the messages to a relay were, counted by type, and for events by kind. */
export type Seen = Readonly<Record<string, number>>

const kinds = { deletion: 5, auth: 22242, signal: 25078, slot: 30078 }
const hex = (digits: number): RegExp => new RegExp(`^[0-9a-f]{${digits}}$`)

/** Of a slot of the mailbox, and of one that only tries a relay out. */
const lifetimes = [90 * 24 * 60 * 60, 60 * 60]

/** nostr-tools' names for questions: a counter for each connection. */
const question = /^(sub|<forced-ping>):\d+$/

/** What nostr-tools asks for to see whether a relay still answers: an event that nobody has. */
const ping = { ids: ['a'.repeat(64)], limit: 1 }

interface Event {
  readonly id: string
  readonly pubkey: string
  readonly created_at: number
  readonly kind: number
  readonly tags: readonly (readonly string[])[]
  readonly content: string
  readonly sig: string
}

/**
 * Checks that all that a cart's devices sent to a relay tells no more than one key, names of slots, padded sizes and
 * times. Answers what there was, so that a test can tell that it looked at something.
 */
export function expectBlind(frames: readonly string[], secrets: Secrets): Seen {
  const seen: Record<string, number> = {}
  for (const frame of frames) {
    const [type, ...values] = JSON.parse(frame) as [string, ...unknown[]]
    const name = type === 'EVENT' ? `EVENT ${(values[0] as Event).kind}` : type
    seen[name] = (seen[name] ?? 0) + 1
    expectBlindMessage(type, values, secrets)
    for (const word of secrets.words) expectWithout(frame, word)
  }
  return seen
}

function expectBlindMessage(type: string, values: readonly unknown[], secrets: Secrets): void {
  switch (type) {
    case 'EVENT':
      expect(values).toHaveLength(1)
      expectBlindEvent(values[0] as Event, secrets)
      return
    case 'AUTH':
      expect((values[0] as Event).kind).toBe(kinds.auth)
      expectBlindEvent(values[0] as Event, secrets)
      return
    case 'REQ':
      expect(values[0]).toMatch(question)
      for (const filter of values.slice(1)) expectBlindFilter(filter, secrets)
      return
    case 'CLOSE':
      expect(values).toEqual([expect.stringMatching(question)])
      return
    default:
      throw new Error(`A relay was sent a message of type ${type}`)
  }
}

function expectBlindEvent(event: Event, { publicKey }: Secrets): void {
  expect(event).toEqual({
    id: expect.stringMatching(hex(64)),
    pubkey: publicKey,
    created_at: expect.any(Number),
    kind: expect.any(Number),
    tags: expect.any(Array),
    content: expect.any(String),
    sig: expect.stringMatching(hex(128)),
  })
  expectBlindTags(event)
  if (event.kind === kinds.slot || event.kind === kinds.signal) {
    expect(envelopeSizes).toContain(Buffer.from(event.content, 'base64').length)
    expect(event.content).toMatch(/^[A-Za-z0-9+/]+=*$/)
  } else expect(event.content).toBe('')
}

function expectBlindTags({ kind, tags, pubkey, created_at }: Event): void {
  switch (kind) {
    case kinds.slot: {
      const lifetime = Number(tags[1]?.[1]) - created_at
      expect(tags).toEqual([
        ['d', expect.stringMatching(hex(32))],
        ['expiration', String(created_at + lifetime)],
      ])
      expect(lifetimes).toContain(lifetime)
      return
    }
    case kinds.deletion:
      for (const [name, ...values] of tags) {
        const address = new RegExp(`^${kinds.slot}:${pubkey}:[0-9a-f]{32}$`)
        expect(['a', 'e']).toContain(name)
        expect(values).toEqual([expect.stringMatching(name === 'a' ? address : hex(64))])
      }
      return
    case kinds.auth:
      expect(tags.map(([name]) => name).sort()).toEqual(['challenge', 'relay'])
      return
    default:
      expect(kind).toBe(kinds.signal)
      expect(tags).toEqual([])
  }
}

function expectBlindFilter(filter: unknown, { publicKey }: Secrets): void {
  if (JSON.stringify(filter) === JSON.stringify(ping)) return
  const {
    authors,
    kinds: wanted = [],
    ids = [],
    '#d': slots = [],
    since = 0,
    limit = 1,
    ...rest
  } = filter as Record<string, unknown>
  expect(rest).toEqual({})
  expect(authors).toEqual([publicKey])
  for (const kind of wanted as number[]) expect([kinds.slot, kinds.signal, kinds.deletion]).toContain(kind)
  for (const id of ids as string[]) expect(id).toMatch(hex(64))
  for (const slot of slots as string[]) expect(slot).toMatch(hex(32))
  expect(since).toBeTypeOf('number')
  // Of deletions those to come.
  expect(limit).toBe(1)
}

/** Fewer characters than this are in any long base64 by chance. */
const leastTelling = 7

/** Neither as it is nor in a usual disguise. */
function expectWithout(frame: string, word: string): void {
  const bytes = Buffer.from(word)
  const disguises = [
    encodeURIComponent(word),
    bytes.toString('hex'),
    // Its end depends on what follows.
    bytes.toString('base64').replace(/=*$/, '').slice(0, -1),
  ]
  for (const form of [word, ...disguises]) {
    if (form.length >= leastTelling && frame.includes(form)) {
      throw new Error(`A relay was sent "${word}": ${frame.slice(0, 200)}`)
    }
  }
}
