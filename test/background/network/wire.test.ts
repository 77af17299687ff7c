import { expect, test } from 'vitest'
import type { RelayStatus } from '../../../background/network/protocol.ts'
import { readFromNetwork } from '../../../background/network/wire.ts'
import { limits } from '../../../extension/limits.ts'

function status(relay: RelayStatus) {
  return { type: 'status', cart: 'c', status: { relays: [relay], peers: [], savedOn: 0, waiting: 1 } }
}

test('a status with a long address or long words of a relay is no message', () => {
  const fits = status({
    url: 'u'.repeat(limits.url),
    state: 'failed',
    hasAll: false,
    problem: 'p'.repeat(limits.relayWords),
  })
  expect(readFromNetwork(fits)).toEqual(fits)
  const long = {
    url: 'u',
    state: 'failed',
    hasAll: false,
    problem: 'p'.repeat(limits.relayWords + 1),
  } as const
  expect(() => readFromNetwork(status(long))).toThrow()
  expect(() =>
    readFromNetwork(status({ url: 'u'.repeat(limits.url + 1), state: 'failed', hasAll: false })),
  ).toThrow()
})
