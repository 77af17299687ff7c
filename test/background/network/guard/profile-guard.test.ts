import fc from 'fast-check'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type CartSigner, cartSigner } from '../../../../background/network/cart-signer.ts'
import { claimTag, readClaim, writeClaim } from '../../../../background/network/guard/claim.ts'
import { ProfileGuard, type ProfileGuardOptions } from '../../../../background/network/guard/profile-guard.ts'
import { type CartKeys, deriveKeys } from '../../../../extension/invite/keys.ts'
import { FakeClock } from '../fake-clock.ts'
import { ClaimRelay, timePasser } from './claim-relay.ts'

const [past, mine, theirs] = ['0000000000000000', '1111111111111111', '2222222222222222'] as const
const dayMs = 24 * 60 * 60 * 1000

let clock: FakeClock
let pass: (ms: number) => Promise<void>
let keys: CartKeys
let signer: CartSigner
let slot: string

beforeAll(async () => {
  keys = await deriveKeys(new Uint8Array(32).fill(9))
  signer = cartSigner(keys.signingKey)
  slot = await claimTag(keys.tagKey, 'anna0001')
})

beforeEach(() => {
  clock = new FakeClock()
  clock.chance = 1
  pass = timePasser(clock)
})
afterEach(() => vi.restoreAllMocks())

interface Watched {
  readonly guard: ProfileGuard
  readonly told: ('claimed' | 'copied')[]
}

/** A session of this profile, or of a copy of it, that looks at the cart. */
function watch(session: string, options: Partial<ProfileGuardOptions> = {}): Watched {
  const told: Watched['told'] = []
  const guard = new ProfileGuard({
    slot,
    session,
    known: [past, session],
    contentKey: keys.contentKey,
    signer,
    clock,
    relayCount: () => 1,
    isRead: () => true,
    isWhole: () => true,
    budgetOf: () => ({ take: () => 0, takeSignal: () => true, succeeded: () => {}, failed: () => {} }),
    onClaimed: () => told.push('claimed'),
    onCopied: () => told.push('copied'),
    ...options,
  })
  guard.setActive(true)
  return { guard, told }
}

function relays(count: number): ClaimRelay[] {
  return Array.from({ length: count }, (_, at) => new ClaimRelay(`wss://relay-${at}.test/`, clock))
}

function oneRelay(): ClaimRelay {
  return new ClaimRelay('wss://relay.test/', clock)
}

async function claimOf(session: string): Promise<Awaited<ReturnType<typeof writeClaim>>> {
  return writeClaim({ slot, session, createdAt: Math.floor(clock.now() / 1000) }, keys.contentKey, signer)
}

describe('alone', () => {
  test('a session claims with one write a relay, once it was given back for a while', async () => {
    const relay = oneRelay()
    const { guard, told } = watch(mine)
    relay.connect(guard, 100)
    await pass(4_500)
    expect(told).toEqual([])
    await pass(500)
    expect(told).toEqual(['claimed'])
    expect(relay.written).toBe(1)
    await pass(60_000)
    expect(told).toEqual(['claimed'])
    expect(relay.written).toBe(1)
    if (relay.kept) expect(await readClaim(relay.kept, keys.contentKey)).toBe(mine)
  })

  test('nothing is written while nobody looks', async () => {
    const relay = oneRelay()
    const { guard, told } = watch(mine)
    guard.setActive(false)
    relay.connect(guard, 100)
    await pass(60_000)
    expect([relay.written, told]).toEqual([0, []])
    guard.setActive(true)
    await pass(5_000)
    expect([relay.written, told]).toEqual([1, ['claimed']])
  })

  test('the next session of the profile takes over, and a network started anew need not write', async () => {
    const relay = oneRelay()
    relay.kept = await claimOf(past)
    const first = watch(mine)
    const cut = relay.connect(first.guard, 100)
    await pass(5_000)
    cut()
    const second = watch(mine)
    relay.connect(second.guard, 100)
    await pass(5_000)
    expect([first.told, second.told, relay.written]).toEqual([['claimed'], ['claimed'], 1])
    second.guard.tellAgain()
    expect(second.told).toEqual(['claimed', 'claimed'])
  })

  test('nothing is claimed where the mailbox was not read to its end', async () => {
    const relay = oneRelay()
    let isRead = false
    const { guard, told } = watch(mine, { isRead: () => isRead })
    relay.connect(guard, 100)
    await pass(10_000)
    expect(relay.written).toBe(0)
    isRead = true
    guard.look()
    await pass(5_000)
    expect(told).toEqual(['claimed'])
  })

  test('it does not count while something that was read is missing here', async () => {
    const relay = oneRelay()
    let isWhole = false
    const { guard, told } = watch(mine, { isWhole: () => isWhole })
    relay.connect(guard, 100)
    await pass(10_000)
    expect([relay.written, told]).toEqual([1, []])
    isWhole = true
    guard.look()
    await pass(5_000)
    expect(told).toEqual(['claimed'])
  })

  test.each([
    [5, 2, []],
    [5, 3, ['claimed']],
    [2, 1, []],
    [1, 1, ['claimed']],
  ])('of %i relays %i is %j', async (count, reached, result) => {
    const { guard, told } = watch(mine, { relayCount: () => count })
    for (const relay of relays(reached)) relay.connect(guard, 100)
    await pass(20_000)
    expect(told).toEqual(result)
  })

  test.each(['isLosing', 'isRefusing'] as const)(
    'a relay that %s counts once it is connected anew',
    async fault => {
      const relay = oneRelay()
      relay[fault] = true
      const { guard, told } = watch(mine)
      const cut = relay.connect(guard, 100)
      await pass(60_000)
      relay[fault] = false
      guard.look()
      await pass(60_000)
      expect([relay.written, told]).toEqual([1, []])
      cut()
      relay.connect(guard, 100)
      await pass(5_000)
      expect([relay.written, told]).toEqual([2, ['claimed']])
    },
  )

  test('it waits for the budget of the relay', async () => {
    const relay = oneRelay()
    const waits = [20_000, 0]
    const budget = {
      take: () => waits.shift() ?? 0,
      takeSignal: () => true,
      succeeded: () => {},
      failed: () => {},
    }
    const { guard, told } = watch(mine, { budgetOf: () => budget })
    relay.connect(guard, 100)
    await pass(19_000)
    expect(relay.written).toBe(0)
    await pass(10_000)
    expect([relay.written, told]).toEqual([1, ['claimed']])
  })

  test('a relay that comes back without the claim gets it again', async () => {
    const relay = oneRelay()
    const { guard, told } = watch(mine)
    const cut = relay.connect(guard, 100)
    await pass(5_000)
    cut()
    relay.kept = undefined
    relay.connect(guard, 100)
    await pass(5_000)
    expect([relay.written, told]).toEqual([2, ['claimed']])
  })

  test('closed, it says and writes nothing more', async () => {
    const relay = oneRelay()
    const { guard, told } = watch(mine)
    relay.connect(guard, 100)
    await pass(200)
    guard.close()
    await pass(10_000)
    guard.saw(theirs)
    expect(told).toEqual([])
  })
})

describe('with a copy', () => {
  test('the one that comes later learns of it and never claims', async () => {
    const relay = oneRelay()
    const [first, second] = [watch(mine), watch(theirs)]
    relay.connect(first.guard, 100)
    await pass(5_000)
    relay.connect(second.guard, 100)
    await pass(5_000)
    expect([first.told, second.told, relay.written]).toEqual([['claimed'], ['copied'], 1])
    second.guard.tellAgain()
    expect(second.told).toEqual(['copied', 'copied'])
  })

  test('a relay that hides the claim costs the first its id as soon as the second writes', async () => {
    const relay = oneRelay()
    const [first, second] = [watch(mine), watch(theirs)]
    relay.connect(first.guard, 100)
    await pass(5_000)
    relay.kept = undefined
    relay.connect(second.guard, 100)
    await pass(1_000)
    expect(first.told).toEqual(['claimed', 'copied'])
  })

  test('both that begin in the same moment give way', async () => {
    const relay = oneRelay()
    const [first, second] = [watch(mine), watch(theirs)]
    relay.connect(first.guard, 100)
    relay.connect(second.guard, 100)
    await pass(10_000)
    expect([first.told, second.told]).toEqual([['copied'], ['copied']])
  })

  test('a relay that tells nobody of what is new lets only one of them claim', async () => {
    const relay = oneRelay()
    relay.isMute = true
    const [first, second] = [watch(mine), watch(theirs)]
    relay.connect(first.guard, 100)
    relay.connect(second.guard, 200)
    await pass(60_000)
    expect([first.told, second.told]).toEqual([['claimed'], []])
    relay.connect(second.guard, 100)
    await pass(5_000)
    expect(second.told).toEqual(['copied'])
  })

  test('nor does the first claim when the later one has taken its place', async () => {
    const relay = oneRelay()
    relay.isMute = true
    const [first, second] = [watch(mine), watch(theirs)]
    relay.connect(second.guard, 600)
    await pass(700)
    relay.connect(first.guard, 100)
    await pass(60_000)
    expect([first.told, second.told, relay.written]).toEqual([[], ['claimed'], 2])
  })

  test('what took too long does not count: the other may have claimed meanwhile and nobody would know', async () => {
    const all = relays(3)
    const [first, second] = [mine, theirs].map(session => watch(session, { relayCount: () => 3 }))
    if (!first || !second) throw new Error('There are two')
    for (const relay of all) relay.isMute = true
    const [slowForOne, ofFirst, ofSecond] = all
    slowForOne?.connect(first.guard, 1_300)
    ofFirst?.connect(first.guard, 100)
    await pass(1_000)
    slowForOne?.connect(second.guard, 100)
    ofSecond?.connect(second.guard, 100)
    await pass(60_000)
    expect([first.told, second.told]).toEqual([[], []])
  })

  test('a direct connection tells of it too', () => {
    const { guard, told } = watch(mine)
    guard.saw(past)
    guard.saw(mine)
    expect(told).toEqual([])
    guard.saw(theirs)
    guard.saw(theirs)
    expect(told).toEqual(['copied'])
  })

  test('of two copies of one profile never both claim, whenever they come and however slow the relays are', async () => {
    const latency = fc.integer({ min: 1, max: 40 }).map(tenths => tenths * 100)
    const connection = fc.option(latency, { freq: 5 })
    const start = fc.integer({ min: 0, max: 60 }).map(tenths => tenths * 100)
    const line = fc.record({ mine: connection, theirs: connection, isMute: fc.boolean() })
    const history = fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 5 }),
      first: start,
      second: start,
    })
    await fc.assert(
      fc.asyncProperty(history, async ({ lines, first, second }) => {
        const all = relays(lines.length)
        const [one, two] = ([mine, theirs] as const).map(session =>
          watch(session, { relayCount: () => lines.length }),
        )
        if (!one || !two) throw new Error('There are two')
        lines.forEach(({ mine: ms, theirs: otherMs, isMute }, at) => {
          const relay = all[at]
          if (!relay) return
          relay.isMute = isMute
          if (ms !== null) clock.after(first, () => relay.connect(one.guard, ms))
          if (otherMs !== null) clock.after(second, () => relay.connect(two.guard, otherMs))
        })
        await pass(60_000)
        one.guard.close()
        two.guard.close()
        expect(one.told.includes('claimed') && two.told.includes('claimed')).toBe(false)
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

describe('what is no claim', () => {
  test('of another cart, of another slot, damaged or of a later version is left out', async () => {
    const relay = oneRelay()
    const { guard, told } = watch(mine)
    const connection = { url: relay.url, isOpen: true } as Parameters<ProfileGuard['event']>[1]
    const other = await deriveKeys(new Uint8Array(32).fill(10))
    const claim = { slot, session: theirs, createdAt: Math.floor(clock.now() / 1000) }
    const good = await claimOf(theirs)
    guard.event(await writeClaim(claim, other.contentKey, signer), connection)
    guard.event({ ...good, tags: [['d', 'f'.repeat(32)]] }, connection)
    guard.event({ ...good, content: `${good.content.slice(0, -8)}AAAAAAAA` }, connection)
    guard.event({ ...good, content: 'A'.repeat(100_000) }, connection)
    await pass(100)
    expect(told).toEqual([])
    guard.event(good, connection)
    await pass(100)
    expect(told).toEqual(['copied'])
  })

  test('a claim that relays should have forgotten says nothing', async () => {
    const { guard, told } = watch(mine)
    const old = await claimOf(theirs)
    clock.advance(91 * dayMs)
    guard.event(old, { url: 'wss://relay.test/', isOpen: true } as Parameters<ProfileGuard['event']>[1])
    await pass(100)
    expect(told).toEqual([])
  })

  test('a clock that was ahead does not keep the next claim from taking its place', async () => {
    const relay = oneRelay()
    relay.kept = await writeClaim(
      { slot, session: past, createdAt: Math.floor(clock.now() / 1000) + 100 },
      keys.contentKey,
      signer,
    )
    const { guard, told } = watch(mine)
    relay.connect(guard, 100)
    await pass(5_000)
    expect(told).toEqual(['claimed'])
  })
})

test('on the way a claim tells a relay no more than any slot', async () => {
  const event = await claimOf(mine)
  expect(event.tags.map(([name]) => name)).toEqual(['d', 'expiration'])
  expect(event.content).not.toContain(mine)
  expect(Buffer.from(event.content, 'base64')).toHaveLength(1_024)
  expect(await readClaim(event, keys.contentKey)).toBe(mine)
})
