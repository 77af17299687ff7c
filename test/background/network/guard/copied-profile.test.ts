import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { type Relay, startRelay } from '../../../../demo/relay.ts'
import { liveEntryHash } from '../../../../extension/cart/entry-hash.ts'
import { BrowserProfile } from './browser-profile.ts'

const list = vi.hoisted(() => ({ relays: [] as string[] }))
vi.mock(
  'webextension-polyfill',
  async () => (await import('../../../support/profile-storage.ts')).polyfillOfProfiles,
)
vi.mock('../../../../extension/build-defaults.ts', () => ({
  defaultRelays: list.relays,
  guestPage: 'http://127.0.0.1/',
  quietMs: 180_000,
}))

vi.setConfig({ testTimeout: 60_000 })

let relays: Relay[]
const running = new Set<BrowserProfile>()

beforeAll(async () => {
  relays = await Promise.all([startRelay(), startRelay(), startRelay()])
  list.relays.push(...relays.map(({ url }) => url))
})
afterAll(() => Promise.all(relays.map(relay => relay.stop())))
beforeEach(() => {
  vi.spyOn(console, 'debug').mockImplementation(() => {})
})
afterEach(() => {
  for (const profile of running) profile.stop()
  running.clear()
})

function until(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 20 })
}

async function start(profile: BrowserProfile): Promise<BrowserProfile> {
  running.add(profile)
  await profile.start()
  return profile
}

function stop(profile: BrowserProfile): void {
  profile.stop()
  running.delete(profile)
}

/** Adds a line and waits until the network said that it waits, and then that every relay has it. */
async function save(profile: BrowserProfile, line: string): Promise<void> {
  const since = profile.statuses().length
  await profile.add(line)
  await until(() => {
    const said = profile.statuses().slice(since)
    expect(said.some(({ waiting }) => waiting > 0)).toBe(true)
    expect(said.at(-1)).toMatchObject({ savedOn: 3, waiting: 0 })
  })
}

/** A profile that shared a cart with milk in it, and was then closed. */
async function closedProfile(): Promise<BrowserProfile> {
  const profile = await start(new BrowserProfile())
  await profile.run(carts => carts.share('Ada'))
  await save(profile, 'milk')
  stop(profile)
  return profile
}

/** Someone else of the household, who has whatever the relays have. */
async function newcomer(of: BrowserProfile): Promise<BrowserProfile> {
  const invite = await of.run(carts => carts.share('Ada'))
  const other = await start(new BrowserProfile())
  await other.run(carts => carts.join(invite, 'Ben'))
  return other
}

/** All have just these lines, and the very same entries behind them. */
async function haveTheSame(profiles: readonly BrowserProfile[], titles: readonly string[]): Promise<void> {
  await until(() => {
    for (const profile of profiles) expect(profile.titles()).toEqual([...titles].sort())
  })
  await vi.waitFor(
    async () => {
      const docs = await Promise.all(profiles.map(profile => profile.doc()))
      const vectors = docs.map(doc => Buffer.from(Y.encodeStateVector(doc)).toString('hex'))
      expect(new Set(docs.map(liveEntryHash)).size).toBe(1)
      expect(new Set(vectors).size).toBe(1)
    },
    { timeout: 20_000, interval: 50 },
  )
}

const deviceOf = (profile: BrowserProfile): string => profile.run(carts => carts.identity().device)

test('many ordinary starts write under one client id', async () => {
  const profile = await closedProfile()
  const titles = ['milk']
  for (let time = 0; time < 5; time++) {
    await start(profile)
    await until(() => expect(profile.was('claimed')).toBe(true))
    await save(profile, `time ${time}`)
    titles.push(`time ${time}`)
    if (time < 4) stop(profile)
  }
  expect((await profile.doc()).store.clients.size).toBe(1)
  expect(profile.was('copied')).toBe(false)
  const ben = await newcomer(profile)
  await haveTheSame([profile, ben], titles)
})

test('a copied profile and its original, both in use at once, lose nothing and become two devices', async () => {
  const original = await closedProfile()
  const copy = original.copy()
  await Promise.all([start(original), start(copy)])
  await Promise.all([original.add('by the original'), copy.add('by the copy')])
  await until(() => expect(original.was('copied') || copy.was('copied')).toBe(true))
  await until(() => expect(deviceOf(original)).not.toBe(deviceOf(copy)))
  await Promise.all([original.add('later, original'), copy.add('later, copy')])
  const ben = await newcomer(original)
  const titles = ['milk', 'by the original', 'by the copy', 'later, original', 'later, copy']
  await haveTheSame([original, copy, ben], titles)
})

test('a copied profile and its original, never in use at once, lose nothing and become two devices', async () => {
  const original = await closedProfile()
  const copy = original.copy()
  const device = await start(original).then(deviceOf)
  await until(() => expect(original.was('claimed')).toBe(true))
  await save(original, 'by the original')
  stop(original)

  await start(copy)
  await copy.add('by the copy, at once')
  await until(() => expect(copy.was('copied')).toBe(true))
  await until(() => expect(deviceOf(copy)).not.toBe(device))
  await save(copy, 'by the copy')
  stop(copy)

  await start(original)
  await until(() => expect(original.was('claimed')).toBe(true))
  expect(deviceOf(original)).toBe(device)
  await save(original, 'again by the original')
  await start(copy)
  await until(() => expect(copy.was('claimed')).toBe(true))
  const ben = await newcomer(original)
  const titles = ['milk', 'by the original', 'by the copy, at once', 'by the copy', 'again by the original']
  await haveTheSame([original, copy, ben], titles)
})

test('a profile that was restored from a backup gives up what it wrote under since', async () => {
  const profile = await closedProfile()
  const backup = profile.copy()
  await start(profile)
  await until(() => expect(profile.was('claimed')).toBe(true))
  await save(profile, 'after the backup')
  const written = Y.decodeStateVector(Y.encodeStateVector(await profile.doc()))
  stop(profile)

  const restored = await start(backup)
  await restored.add('before it was read')
  await until(() => expect(restored.was('copied')).toBe(true))
  await save(restored, 'after it was read')
  const ben = await newcomer(restored)
  await haveTheSame([restored, ben], ['milk', 'after the backup', 'before it was read', 'after it was read'])
  const now = Y.decodeStateVector(Y.encodeStateVector(await ben.doc()))
  for (const [client, clock] of written) expect(now.get(client)).toBe(clock)
})
