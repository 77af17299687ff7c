import { expect, test, vi } from 'vitest'
import { inPageLine, linePair, offerInPage } from '../../../background/network/in-page.ts'
import type { FromNetwork } from '../../../background/network/protocol.ts'
import { createNetworkClient } from '../../../background/network-host/network-client.ts'

const message: FromNetwork = { type: 'update', cart: 'c', update: Uint8Array.of(1) }

test('an end that was closed and taken again hears each message once', async () => {
  const { background, network } = linePair()
  const heard: string[] = []
  background.onMessage(() => heard.push('before'))
  background.close()
  background.onMessage(() => heard.push('after'))
  network.send(message)
  await Promise.resolve()
  expect(heard).toEqual(['after'])
})

test('a silent network of the same page that is given up and taken again is heard once', async () => {
  vi.useFakeTimers()
  try {
    const { background, network } = linePair()
    offerInPage(background)
    const onMessage = vi.fn()
    const openLine = vi.fn(async () => inPageLine() ?? Promise.reject(new Error('no line')))
    const cart = {
      cart: 'c',
      secret: new Uint8Array(32),
      relays: [],
      device: 'd',
      session: '',
      state: new Uint8Array(),
    }
    const client = createNetworkClient({
      openLine,
      sharedCarts: () => ['c'],
      sharedCart: async () => cart,
      onMessage,
      onTrouble: error => expect.fail(String(error)),
    })
    client.open('c')
    await vi.advanceTimersByTimeAsync(9_001)
    expect(openLine).toHaveBeenCalledTimes(2)
    network.send(message)
    await vi.advanceTimersByTimeAsync(0)
    expect(onMessage).toHaveBeenCalledExactlyOnceWith(message)
  } finally {
    vi.useRealTimers()
  }
})
