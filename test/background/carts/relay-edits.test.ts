import { beforeEach, describe, expect, test, vi } from 'vitest'
import { loadOwnRelays } from '../../../background/carts/own-relays.ts'
import type { Probe } from '../../../background/carts/relay-choice.ts'
import { createRelayEdits } from '../../../background/carts/relay-edits.ts'
import { fakeStorage } from '../../support/fake-storage.ts'
import { relaysInMemory } from './relays-in-memory.ts'

const profile = vi.hoisted(() => ({ storage: undefined as unknown }))
vi.mock('webextension-polyfill', () => ({
  default: {
    get storage() {
      return profile.storage
    },
  },
}))

const secret = new Uint8Array(32).fill(9)
const list = Array.from({ length: 8 }, (_, index) => `wss://relay-${index}.example`)
const works: Probe = async (_secret, relays) => relays.map(url => ({ url, works: true }))

async function editing(relays: readonly string[], probe: Probe = works) {
  const cart = relaysInMemory(secret, relays)
  const own = await loadOwnRelays()
  return { ...cart, own, edits: createRelayEdits({ shared: cart.shared, probe, list, own }) }
}

beforeEach(() => {
  profile.storage = fakeStorage()
})

describe('adding a relay', () => {
  test('tries it out with the cart’s secret, writes it in its canonical form, and remembers it as the person’s own', async () => {
    const asked: unknown[] = []
    const { edits, current } = await editing([list[0] ?? ''], async (used, relays) => {
      asked.push([used, relays])
      return works(used, relays)
    })
    await edits.add('shared', '  WSS://Own.Example:443/ ')
    expect(asked).toEqual([[secret, ['wss://own.example']]])
    expect(current()).toEqual([list[0], 'wss://own.example'])
    expect((await loadOwnRelays()).all()).toEqual(['wss://own.example'])
  })

  test('takes an address without its scheme', async () => {
    const { edits, current } = await editing([])
    await edits.add('shared', 'own.example/path')
    expect(current()).toEqual(['wss://own.example/path'])
  })

  test('one of the list is nobody’s own', async () => {
    const { edits } = await editing([])
    await edits.add('shared', list[3] ?? '')
    expect((await loadOwnRelays()).all()).toEqual([])
  })

  test.each([
    '',
    'https://own.example',
    'ws://own.example',
    'wss://me@own.example',
    'wss://a b',
    `wss://${'x'.repeat(3000)}`,
  ])('%j is no address of a relay', async text => {
    const { edits, writes } = await editing([])
    await expect(edits.add('shared', text)).rejects.toMatchObject({ code: 'relay-address' })
    expect(writes()).toBe(0)
  })

  test('one that is there is known', async () => {
    const { edits } = await editing(['wss://own.example'])
    await expect(edits.add('shared', 'own.example')).rejects.toMatchObject({ code: 'relay-known' })
  })

  test('ten are enough', async () => {
    const { edits } = await editing([...list, 'wss://a.example', 'wss://b.example'])
    await expect(edits.add('shared', 'wss://c.example')).rejects.toMatchObject({ code: 'relay-limit' })
  })

  test('one that does not work is not taken, and its words are told', async () => {
    const { edits, writes } = await editing([], async (_secret, [url = '']) => [
      { url, works: false, problem: 'blocked: not you' },
    ])
    const added = edits.add('shared', 'wss://own.example')
    await expect(added).rejects.toMatchObject({ code: 'relay-fails', message: 'blocked: not you' })
    expect(writes()).toBe(0)
    expect((await loadOwnRelays()).all()).toEqual([])
  })

  test('what changed while it was tried out stays', async () => {
    const cart = await editing(['wss://first.example'], async (used, relays) => {
      cart.become(['wss://other.example'])
      return works(used, relays)
    })
    await cart.edits.add('shared', 'wss://own.example')
    expect(cart.current()).toEqual(['wss://other.example', 'wss://own.example'])
  })

  test('two at once are both taken', async () => {
    const { edits, current } = await editing([])
    await Promise.all([edits.add('shared', 'wss://a.example'), edits.add('shared', 'wss://b.example')])
    expect(current()).toEqual(['wss://a.example', 'wss://b.example'])
  })

  test('to a cart that is not here or not shared is refused', async () => {
    const { edits } = await editing([])
    await expect(edits.add('elsewhere', 'wss://a.example')).rejects.toMatchObject({ code: 'cart-gone' })
  })
})

describe('removing a relay', () => {
  test('takes it from the cart and from the person’s own', async () => {
    const { edits, current } = await editing(['wss://first.example'])
    await edits.add('shared', 'wss://own.example')
    await edits.remove('shared', 'wss://own.example')
    expect(current()).toEqual(['wss://first.example'])
    expect((await loadOwnRelays()).all()).toEqual([])
  })

  test('also one whose address no cart may use', async () => {
    const { edits, current } = await editing(['nonsense', 'wss://first.example'])
    await edits.remove('shared', 'nonsense')
    expect(current()).toEqual(['wss://first.example'])
  })

  test('that is not there changes nothing', async () => {
    const { edits, writes } = await editing(['wss://first.example'])
    await edits.remove('shared', 'wss://other.example')
    expect(writes()).toBe(0)
  })

  test('leaves the last one', async () => {
    const { edits, current } = await editing(['wss://first.example'])
    await expect(edits.remove('shared', 'wss://first.example')).rejects.toMatchObject({ code: 'relay-last' })
    expect(current()).toEqual(['wss://first.example'])
  })
})

test('a reset gives the five of the cart’s ranking, whatever was there', async () => {
  const { edits, current } = await editing(['wss://own.example'])
  await edits.reset('shared')
  expect(current()).toHaveLength(5)
  expect(list).toEqual(expect.arrayContaining([...current()]))
})

test('there is nothing to go back to in a build without a list', async () => {
  const { shared } = relaysInMemory(secret, ['wss://own.example'])
  const edits = createRelayEdits({ shared, probe: works, list: [], own: await loadOwnRelays() })
  await expect(edits.reset('shared')).rejects.toMatchObject({ code: 'no-relays' })
})
