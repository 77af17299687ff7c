import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { chooseRelays, likelyRelays, type Probe, rankFor } from '../../../background/carts/relay-choice.ts'

const secret = new Uint8Array(32).fill(9)
const list = Array.from({ length: 12 }, (_, index) => `wss://relay-${index}.example`)
const ranked = await rankFor(secret, list, [])

/** Answers by a relay's place in the ranking: it works, fails, or says nothing. */
function probeBy(answer: (place: number) => boolean | 'silent'): Probe & { readonly asked: string[] } {
  const asked: string[] = []
  const probe: Probe = async (_secret, relays) => {
    asked.push(...relays)
    return Promise.all(
      relays.map(async url => {
        const works = answer(ranked.indexOf(url))
        return works === 'silent' ? new Promise<never>(() => {}) : { url, works }
      }),
    )
  }
  return Object.assign(probe, { asked })
}

const at = (...places: number[]): string[] => places.map(place => ranked[place] ?? '')

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(console, 'debug').mockImplementation(() => {})
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a new cart gets', () => {
  test('the first five of its ranking that work, without waiting for the rest', async () => {
    const probe = probeBy(place => (place < 6 ? place !== 1 : 'silent'))
    const choice = await chooseRelays({ secret, own: [], list, probe })
    expect(choice).toEqual({ relays: at(0, 2, 3, 4, 5), untried: [] })
    expect(probe.asked).toEqual(at(0, 1, 2, 3, 4, 5, 6, 7))
  })

  test('after 3.5 s what is known by then, filled up with what is not', async () => {
    const probe = probeBy(place => (place === 3 || place === 6 ? true : place === 0 ? false : 'silent'))
    const choosing = chooseRelays({ secret, own: [], list, probe })
    await vi.waitFor(() => expect(probe.asked).toHaveLength(8))
    await vi.advanceTimersByTimeAsync(3_500)
    expect(await choosing).toEqual({ relays: at(3, 6, 1, 2, 4), untried: at(1, 2, 4) })
  })

  test('the first five at once where none can be reached', async () => {
    const offline: Probe = async () => {
      throw new Error('no answer')
    }
    expect(await chooseRelays({ secret, own: [], list, probe: offline })).toEqual({
      relays: at(0, 1, 2, 3, 4),
      untried: at(0, 1, 2, 3, 4),
    })
  })

  test('relays that failed only where there are no others', async () => {
    const few = at(0, 1, 2)
    const probe = probeBy(place => place === 2)
    expect(await chooseRelays({ secret, own: [], list: few, probe })).toEqual({
      relays: at(2, 0, 1),
      untried: at(0, 1),
    })
  })

  test('the person’s own first, and none twice', async () => {
    const own = ['wss://own.example', ...at(1)]
    const choice = await chooseRelays({ secret, own, list, probe: probeBy(() => true) })
    expect(choice.relays).toEqual([...own, ...at(0, 2, 3, 4, 5)])
  })

  test('none of an empty list', async () => {
    const choice = await chooseRelays({ secret, own: [], list: [], probe: probeBy(() => true) })
    expect(choice.relays).toEqual([])
  })
})

test('a cart whose link names no relay is looked for where it would have been put', async () => {
  const choice = await chooseRelays({ secret, own: [], list, probe: probeBy(place => place > 2) })
  const likely = await likelyRelays(secret, [...list].reverse())
  expect(likely).toEqual(expect.arrayContaining([...choice.relays]))
})
