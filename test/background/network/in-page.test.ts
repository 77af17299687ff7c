import { expect, test, vi } from 'vitest'
import { inPageLine, linePair, offerInPage } from '../../../background/network/in-page.ts'
import type { FromNetwork, NetworkEnd, ToNetwork } from '../../../background/network/protocol.ts'

const toBackground: FromNetwork = { type: 'update', cart: 'c', update: Uint8Array.of(1) }
const toNetwork: ToNetwork = { type: 'close', cart: 'c' }

test('messages arrive in order, after the sender is done', async () => {
  const { background, network } = linePair()
  const heard: string[] = []
  network.onMessage(message => heard.push(message.type))
  background.send({ type: 'attention', active: true })
  background.send(toNetwork)
  expect(heard).toEqual([])
  await Promise.resolve()
  expect(heard).toEqual(['attention', 'close'])
})

test.each(['background', 'network'] as const)(
  'once the %s closed the line, only the other end is told, and nothing arrives any more',
  async closer => {
    const { background, network } = linePair()
    const heard = vi.fn()
    const closed = { background: vi.fn(), network: vi.fn() }
    background.onMessage(heard)
    network.onMessage(heard)
    background.onClose(closed.background)
    network.onClose(closed.network)
    background.send(toNetwork)
    const end = closer === 'background' ? background : network
    end.close()
    end.close()
    network.send(toBackground)
    await Promise.resolve()
    expect(heard).not.toHaveBeenCalled()
    expect(closed[closer]).not.toHaveBeenCalled()
    expect(closed[closer === 'background' ? 'network' : 'background']).toHaveBeenCalledOnce()
  },
)

test('each line that is taken starts a network of its own', async () => {
  const ends: NetworkEnd[] = []
  offerInPage(end => ends.push(end))
  const heard = vi.fn()
  const closed = vi.fn()
  const first = inPageLine()
  ends[0]?.onClose(closed)
  first?.close()
  inPageLine()?.onMessage(heard)
  expect(ends).toHaveLength(2)
  for (const end of ends) end.send(toBackground)
  await Promise.resolve()
  expect(heard).toHaveBeenCalledExactlyOnceWith(toBackground)
  expect(closed).toHaveBeenCalledOnce()
})
