import * as v from 'valibot'
import { expect, test } from 'vitest'
import { limits } from '../../../extension/limits.ts'
import { cartHeadSchema } from '../../../extension/messages/popup-surface.ts'

const network = cartHeadSchema.entries.network.wrapped

function fits(url: string, problem: string): boolean {
  const relays = [{ url, state: 'failed', hasAll: false, problem }]
  return v.is(network, { relays, peers: [], savedOn: 0, waiting: 1 })
}

test('views are told no long address and no long words of a relay', () => {
  expect(fits('u'.repeat(limits.url), 'p'.repeat(limits.relayWords))).toBe(true)
  expect(fits('u'.repeat(limits.url + 1), 'p')).toBe(false)
  expect(fits('u', 'p'.repeat(limits.relayWords + 1))).toBe(false)
})
