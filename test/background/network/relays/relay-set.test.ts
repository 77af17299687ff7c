import { afterEach, describe, expect, test, vi } from 'vitest'
import { cartSigner } from '../../../../background/network/cart-signer.ts'
import { RelaySet } from '../../../../background/network/relays/relay-set.ts'
import { type Relay, startRelay } from '../../../../demo/relay.ts'
import { limits } from '../../../../extension/limits.ts'
import { environment } from '../members.ts'

test('an address that is too long, also by how it is written in the end, is not used and told cut off', () => {
  const set = new RelaySet({
    urls: [`nonsense ${'x'.repeat(10_000)}`, `ws://127.0.0.1:1/${'ü'.repeat(1_000)}`],
    environment,
    signer: cartSigner(new Uint8Array(32).fill(5)),
    subscribers: [],
    onStatus: () => {},
  })
  expect(set.statuses.map(({ state }) => state)).toEqual(['failed', 'failed'])
  expect(set.statuses.map(({ url }) => url.length)).toEqual([limits.url, 1_017])
  set.close()
})

describe('relays of an open cart that change', () => {
  const relays: Relay[] = []
  afterEach(() => Promise.all(relays.splice(0).map(relay => relay.stop())))

  async function relay(): Promise<Relay> {
    const started = await startRelay()
    relays.push(started)
    return started
  }

  test('those that stay keep their connection, the others are closed and opened', async () => {
    const [one, two, three] = [await relay(), await relay(), await relay()]
    const set = new RelaySet({
      urls: [one.url, two.url],
      environment,
      signer: cartSigner(new Uint8Array(32).fill(5), environment.signatures),
      subscribers: [],
      onStatus: () => {},
    })
    await vi.waitFor(() => expect(set.open.map(({ url }) => url)).toEqual([one.url, two.url]))
    const [, kept] = set.open
    set.update([two.url, three.url])
    expect(set.isTried).toBe(false)
    expect(set.statuses.map(({ url }) => url)).toEqual([two.url, three.url])
    await vi.waitFor(() => expect(set.open.map(({ url }) => url)).toEqual([two.url, three.url]))
    expect(set.open[0]).toBe(kept)
    expect(set.isTried).toBe(true)
    set.close()
    expect(set.open).toEqual([])
  })

  test('each failed attempt is told, and counts as the first one that `isTried` waits for', async () => {
    const gone = await startRelay()
    await gone.stop()
    const onFailure = vi.fn()
    const set = new RelaySet({
      urls: [gone.url],
      environment,
      signer: cartSigner(new Uint8Array(32).fill(5), environment.signatures),
      subscribers: [],
      onStatus: () => {},
      onFailure,
    })
    expect(set.isTried).toBe(false)
    await vi.waitFor(() => expect(onFailure.mock.calls.length).toBeGreaterThan(1), { timeout: 5_000 })
    expect(onFailure).toHaveBeenCalledWith(gone.url)
    expect(set.isTried).toBe(true)
    set.close()
  })
})
