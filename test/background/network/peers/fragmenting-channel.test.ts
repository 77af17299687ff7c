import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  FragmentingChannel,
  type RawChannel,
} from '../../../../background/network/peers/fragmenting-channel.ts'
import { fragmentBytes, mostMessageBytes } from '../../../../background/network/peers/fragments.ts'

/** A browser's channel that takes what it is given and delivers it when it is told to. */
class HeldChannel extends EventTarget implements RawChannel {
  readonly label = 'cart'
  readyState: RTCDataChannelState = 'open'
  binaryType: BinaryType = 'blob'
  bufferedAmountLowThreshold = 0
  mostBuffered = 0
  failing = false
  readonly #held: Uint8Array[] = []
  other: HeldChannel | undefined

  get bufferedAmount(): number {
    return this.#held.reduce((sum, { length }) => sum + length, 0)
  }

  send(data: unknown): void {
    if (this.failing) throw new DOMException('The queue is full', 'OperationError')
    if (!(data instanceof Uint8Array)) throw new TypeError('Only bytes are sent here')
    this.#held.push(data)
    this.mostBuffered = Math.max(this.mostBuffered, this.bufferedAmount)
  }

  /** Delivers one fragment; answers whether there was one. */
  deliver(): boolean {
    const before = this.bufferedAmount
    const next = this.#held.shift()
    if (!next) return false
    this.other?.dispatchEvent(new MessageEvent('message', { data: next.slice().buffer }))
    const low = this.bufferedAmountLowThreshold
    if (before > low && this.bufferedAmount <= low) this.dispatchEvent(new Event('bufferedamountlow'))
    return true
  }

  close(): void {
    this.readyState = 'closed'
    this.dispatchEvent(new Event('close'))
  }
}

let near: HeldChannel
let far: HeldChannel
let sender: FragmentingChannel
let receiver: FragmentingChannel
let received: Uint8Array[]

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  near = new HeldChannel()
  far = new HeldChannel()
  near.other = far
  sender = new FragmentingChannel(near)
  receiver = new FragmentingChannel(far)
  received = []
  receiver.onmessage = ({ data }) => received.push(new Uint8Array(data))
})

afterEach(() => vi.restoreAllMocks())

function deliverAll(): number {
  let count = 0
  while (near.deliver()) count += 1
  return count
}

test('a message of megabytes arrives whole and between its neighbours, never filling the browser', () => {
  const large = Uint8Array.from({ length: 5_000_000 }, (_, at) => (at * 31) & 0xff)
  sender.send(Uint8Array.of(1))
  sender.send(large)
  sender.send(Uint8Array.of(2))
  expect(sender.bufferedAmount).toBeGreaterThan(5_000_000)
  expect(deliverAll()).toBe(2 + Math.ceil(5_000_000 / fragmentBytes))
  expect(received.map(({ length }) => length)).toEqual([1, 5_000_000, 1])
  expect(Buffer.from(received[1] ?? []).equals(large)).toBe(true)
  expect(near.mostBuffered).toBeLessThan(1024 * 1024 + 2 * fragmentBytes)
  expect(sender.bufferedAmount).toBe(0)
})

test('what is no fragment closes the channel, and nothing is heard of it after that', () => {
  const closed = vi.fn()
  receiver.onclose = closed
  far.dispatchEvent(new MessageEvent('message', { data: Uint8Array.of(7).buffer }))
  far.dispatchEvent(new MessageEvent('message', { data: Uint8Array.of(0, 1).buffer }))
  expect(closed).toHaveBeenCalledOnce()
  expect(receiver.readyState).toBe('closed')
  expect(received).toEqual([])
})

test('text closes the channel too', () => {
  far.dispatchEvent(new MessageEvent('message', { data: 'hello' }))
  expect(receiver.readyState).toBe('closed')
})

test('a receiver that takes nothing is given up once a whole cart waits', () => {
  sender.send(new Uint8Array(mostMessageBytes))
  expect(sender.readyState).toBe('open')
  sender.send(new Uint8Array(2 * 1024 * 1024))
  sender.send(Uint8Array.of(1))
  expect(sender.readyState).toBe('closed')
  expect(sender.bufferedAmount).toBeLessThan(2 * 1024 * 1024)
})

test('a browser that refuses in the middle of a message ends the channel', () => {
  sender.send(new Uint8Array(3 * 1024 * 1024))
  near.failing = true
  deliverAll()
  expect(sender.readyState).toBe('closed')
})

test('a message over the limit, or on a closed channel, is refused', () => {
  expect(() => sender.send(new Uint8Array(mostMessageBytes + 1))).toThrow(RangeError)
  sender.close()
  expect(() => sender.send(Uint8Array.of(1))).toThrow(DOMException)
})

test('it passes on what simple-peer listens to', () => {
  const [open, error, low] = [vi.fn(), vi.fn(), vi.fn()]
  sender.onopen = open
  sender.onerror = error
  sender.onbufferedamountlow = low
  for (const name of ['open', 'error', 'bufferedamountlow']) near.dispatchEvent(new Event(name))
  for (const listener of [open, error, low]) expect(listener).toHaveBeenCalledOnce()
  expect(sender.label).toBe('cart')
  expect(near.binaryType).toBe('arraybuffer')
})
