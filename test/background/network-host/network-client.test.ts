import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type {
  BackgroundEnd,
  FromNetwork,
  RelayRecord,
  SharedCart,
  ToNetwork,
} from '../../../background/network/protocol.ts'
import { createNetworkClient, type NetworkClient } from '../../../background/network-host/network-client.ts'

const cart: SharedCart = {
  cart: 'c',
  secret: new Uint8Array(32),
  relays: ['ws://127.0.0.1:1'],
  device: 'device01',
  session: '0123456789abcdef',
  state: Uint8Array.of(0, 0),
}

const record: RelayRecord = { url: 'ws://127.0.0.1:1', answeredAt: 5 }
const records: ToNetwork = { type: 'relay-records', records: [record] }

/** A line that a test can read from, answer on and close. */
function testLine() {
  const sent: ToNetwork[] = []
  const receivers: ((message: FromNetwork) => void)[] = []
  const closers: (() => void)[] = []
  const end: BackgroundEnd = {
    send: message => sent.push(message),
    onMessage: listener => receivers.push(listener),
    onClose: listener => closers.push(listener),
    close: vi.fn(),
  }
  return {
    end,
    sent,
    say: (message: FromNetwork) => {
      for (const receive of receivers) receive(message)
    },
    close: () => {
      for (const closed of closers) closed()
    },
  }
}

function setUp() {
  const lines: ReturnType<typeof testLine>[] = []
  const onMessage = vi.fn()
  const onTrouble = vi.fn()
  const sharedCart = vi.fn(async () => cart)
  const endNetwork = vi.fn(async () => {})
  const onRunning = vi.fn()
  const openLine = vi.fn(async () => {
    const line = testLine()
    lines.push(line)
    return line.end
  })
  const client = createNetworkClient({
    openLine,
    endNetwork,
    sharedCarts: () => ['c'],
    sharedCart,
    relayRecords: () => [record],
    onMessage,
    onRunning,
    onTrouble,
  })
  const line = async (at: number) => {
    await vi.waitFor(() => expect(lines.length).toBeGreaterThan(at), { timeout: 5000 })
    const found = lines[at]
    if (!found) throw new Error('no such line')
    return found
  }
  return { client, line, onMessage, onTrouble, onRunning, openLine, endNetwork, sharedCart }
}

describe('network client', () => {
  test('opens every shared cart on the new line', async () => {
    const { client, line } = setUp()
    client.open('c')
    const { sent } = await line(0)
    await vi.waitFor(() =>
      expect(sent).toEqual([records, { type: 'attention', active: false }, { type: 'open', ...cart }]),
    )
  })

  test('opens every shared cart again when the network was restarted, and repeats that a view is open', async () => {
    const { client, line } = setUp()
    client.attention(true)
    client.open('c')
    const first = await line(0)
    first.close()
    const second = await line(1)
    await vi.waitFor(() =>
      expect(second.sent).toEqual([records, { type: 'attention', active: true }, { type: 'open', ...cart }]),
    )
  })

  test('a network that outlived a background with an open view is told that none is open', async () => {
    const { client, line } = setUp()
    client.attention(true)
    client.open('c')
    const first = await line(0)
    await vi.waitFor(() => expect(first.sent).toContainEqual({ type: 'attention', active: true }))
    client.attention(false)
    first.close()
    const second = await line(1)
    await vi.waitFor(() => expect(second.sent).toContainEqual({ type: 'attention', active: false }))
  })

  test('two opens at once make one line', async () => {
    const { client, line, openLine } = setUp()
    client.open('c')
    client.open('c')
    await line(0)
    expect(openLine).toHaveBeenCalledTimes(1)
  })

  test('a line that cannot be opened is reported and tried again', async () => {
    const { client, line, onTrouble, openLine } = setUp()
    openLine.mockRejectedValueOnce(new Error('no document'))
    client.open('c')
    await line(0)
    expect(onTrouble).toHaveBeenCalledWith(new Error('no document'))
  })

  test('each preview gets its own answer; updates and status go on', async () => {
    const { client, line, onMessage } = setUp()
    const one = client.preview(cart.secret, [])
    const two = client.preview(cart.secret, [])
    const { say, sent } = await line(0)
    await vi.waitFor(() => expect(sent.filter(({ type }) => type === 'preview')).toHaveLength(2))
    say({ type: 'previewed', request: 2, preview: { answered: 2, updates: [] } })
    say({ type: 'update', cart: 'c', update: Uint8Array.of(1) })
    say({ type: 'previewed', request: 1, preview: { answered: 1, updates: [] } })
    await expect(one).resolves.toMatchObject({ answered: 1 })
    await expect(two).resolves.toMatchObject({ answered: 2 })
    expect(onMessage).toHaveBeenCalledExactlyOnceWith({ type: 'update', cart: 'c', update: Uint8Array.of(1) })
  })

  test('a question that the network did not live to answer is asked again on the next line', async () => {
    const { client, line } = setUp()
    const preview = client.preview(cart.secret, [])
    const first = await line(0)
    await vi.waitFor(() => expect(first.sent.some(({ type }) => type === 'preview')).toBe(true))
    first.close()
    const second = await line(1)
    second.say({ type: 'previewed', request: 1, preview: { answered: 1, updates: [] } })
    await expect(preview).resolves.toMatchObject({ answered: 1 })
  })

  test('a line that stays silent after a cart was opened on it is given up for another', async () => {
    vi.useFakeTimers()
    try {
      const { client, openLine } = setUp()
      client.open('c')
      await vi.advanceTimersByTimeAsync(7_999)
      expect(openLine).toHaveBeenCalledTimes(1)
      await vi.advanceTimersByTimeAsync(1_001)
      expect(openLine).toHaveBeenCalledTimes(2)
    } finally {
      vi.useRealTimers()
    }
  })

  describe('with time held still', () => {
    beforeEach(() => {
      vi.useFakeTimers()
    })
    afterEach(() => {
      vi.useRealTimers()
    })

    test('lines that cannot be opened are tried again after 1 s, then ever less often, down to once a minute', async () => {
      const { client, openLine } = setUp()
      openLine.mockRejectedValue(new Error('no document'))
      client.open('c')
      const attempts: number[] = []
      for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
        await vi.advanceTimersByTimeAsync(seconds * 1000 - 1)
        attempts.push(openLine.mock.calls.length)
        await vi.advanceTimersByTimeAsync(1)
      }
      expect(attempts).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
      expect(openLine).toHaveBeenCalledTimes(9)
      client.look()
      expect(openLine).toHaveBeenCalledTimes(10)
    })

    test('a line on which something was heard is made anew after 1 s again', async () => {
      const { client, line, openLine } = setUp()
      for (let n = 0; n < 3; n++) openLine.mockRejectedValueOnce(new Error('no document'))
      client.open('c')
      await vi.advanceTimersByTimeAsync(7_000)
      const first = await line(0)
      first.say({ type: 'rested', heard: -1 })
      first.close()
      await vi.advanceTimersByTimeAsync(1_000)
      expect(openLine).toHaveBeenCalledTimes(5)
    })

    test('a cart that could not be made ready is opened a while later on the same line', async () => {
      const { client, line, onTrouble, sharedCart } = setUp()
      sharedCart.mockRejectedValueOnce(new Error('no disk'))
      client.open('c')
      await vi.advanceTimersByTimeAsync(0)
      const { sent, say } = await line(0)
      expect(onTrouble).toHaveBeenCalledWith(new Error('no disk'))
      expect(sent).toHaveLength(2)
      client.update('c', Uint8Array.of(7))
      await vi.advanceTimersByTimeAsync(10_000)
      expect(sent.slice(2)).toEqual([
        { type: 'open', ...cart },
        { type: 'update', cart: 'c', update: Uint8Array.of(7) },
      ])
      say({ type: 'rested', heard: 0 })
      await vi.advanceTimersByTimeAsync(60_000)
      expect(sharedCart).toHaveBeenCalledTimes(2)
    })
  })

  test('a question that no network answers is rejected in the end', async () => {
    vi.useFakeTimers()
    try {
      const { client } = setUp()
      const refused = expect(client.preview(cart.secret, [])).rejects.toMatchObject({ code: 'no-answer' })
      await vi.advanceTimersByTimeAsync(15_000)
      await refused
    } finally {
      vi.useRealTimers()
    }
  })

  test('a probe gets its answer, and is rejected when none comes', async () => {
    const { client, line } = setUp()
    const results = [{ url: 'ws://127.0.0.1:1', works: true }]
    const probe = client.probe(cart.secret, ['ws://127.0.0.1:1'])
    const { say, sent } = await line(0)
    await vi.waitFor(() => expect(sent.some(({ type }) => type === 'probe')).toBe(true))
    say({ type: 'probed', request: 1, results })
    await expect(probe).resolves.toEqual(results)
    vi.useFakeTimers()
    try {
      const refused = expect(client.probe(cart.secret, [])).rejects.toMatchObject({ code: 'no-answer' })
      await vi.advanceTimersByTimeAsync(15_000)
      await refused
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('a network that rests', () => {
  async function running() {
    const set = setUp()
    set.client.look()
    const line = await set.line(0)
    await vi.waitFor(() => expect(line.sent).toHaveLength(3))
    return { ...set, first: line }
  }

  test('is ended, and stays so', async () => {
    const { first, endNetwork, onRunning, openLine } = await running()
    first.say({ type: 'rested', heard: 3 })
    expect(first.end.close).toHaveBeenCalledOnce()
    expect(endNetwork).toHaveBeenCalledOnce()
    expect(onRunning.mock.calls).toEqual([[true], [false]])
    first.close()
    expect(openLine).toHaveBeenCalledOnce()
  })

  test('is not ended when it does not know of all that it was told', async () => {
    const { first, client, endNetwork } = await running()
    client.update('c', Uint8Array.of(1))
    first.say({ type: 'rested', heard: 3 })
    expect(endNetwork).not.toHaveBeenCalled()
    first.say({ type: 'rested', heard: 4 })
    expect(endNetwork).toHaveBeenCalledOnce()
  })

  test('is not ended while a cart is being made ready for it', async () => {
    const { first, client, endNetwork, sharedCart } = await running()
    sharedCart.mockImplementationOnce(() => new Promise(() => {}))
    client.open('c')
    first.say({ type: 'rested', heard: 3 })
    expect(endNetwork).not.toHaveBeenCalled()
  })

  test.each([
    ['a look', (client: NetworkClient) => client.look()],
    ['a cart', (client: NetworkClient) => client.open('c')],
    ['a view', (client: NetworkClient) => client.attention(true)],
    ['a change', (client: NetworkClient) => client.update('c', Uint8Array.of(7))],
    ['a probe', (client: NetworkClient) => void client.probe(cart.secret, []).catch(() => {})],
    ['a preview', (client: NetworkClient) => void client.preview(cart.secret, []).catch(() => {})],
  ])('%s starts it again', async (_what, act) => {
    const { first, client, line, onRunning } = await running()
    first.say({ type: 'rested', heard: 3 })
    act(client)
    const second = await line(1)
    await vi.waitFor(() => expect(second.sent).toContainEqual({ type: 'open', ...cart }))
    expect(onRunning).toHaveBeenLastCalledWith(true)
  })

  test('the last view that closes does not', async () => {
    const { first, client, openLine } = await running()
    first.say({ type: 'rested', heard: 3 })
    client.attention(false)
    client.relays('c', [])
    expect(openLine).toHaveBeenCalledOnce()
  })

  test('gets the changes that it slept through after their cart, so that they count', async () => {
    const { first, client, line } = await running()
    first.say({ type: 'rested', heard: 3 })
    client.update('c', Uint8Array.of(7))
    client.update('c', Uint8Array.of(8))
    const second = await line(1)
    await vi.waitFor(() =>
      expect(second.sent.slice(2)).toEqual([
        { type: 'open', ...cart },
        { type: 'update', cart: 'c', update: Uint8Array.of(7) },
        { type: 'update', cart: 'c', update: Uint8Array.of(8) },
      ]),
    )
  })

  test('hears of other relays only of carts that it has', async () => {
    const { first, client } = await running()
    client.relays('another', ['ws://127.0.0.1:2'])
    client.relays('c', ['ws://127.0.0.1:2'])
    expect(first.sent.slice(3)).toEqual([{ type: 'relays', cart: 'c', relays: ['ws://127.0.0.1:2'] }])
  })
})
