import { expect, test } from 'vitest'
import { type PeerSignal, SignalGuard } from '../../../../background/network/peers/signal-guard.ts'

const called = (): boolean => true
const unknown = (): boolean => false

function description(type: string, options: { sdp?: string; to?: string } = {}): PeerSignal {
  return {
    type: 'signal',
    from: 'b',
    to: options.to ?? 'a',
    token: 1,
    signal: { type, sdp: options.sdp ?? 'v=0' },
  }
}

test('of two peers the one with the lesser name calls, the other announces itself in return', () => {
  const guard = new SignalGuard()
  expect(guard.judge({ type: 'announce', from: 'b' }, 'a', unknown)).toBe('deliver')
  expect(guard.judge({ type: 'announce', from: 'a' }, 'b', unknown)).toBe('announce')
})

test('nobody calls twice, or itself', () => {
  const guard = new SignalGuard()
  expect(guard.judge({ type: 'announce', from: 'b' }, 'a', called)).toBe('drop')
  expect(guard.judge({ type: 'announce', from: 'a' }, 'b', called)).toBe('drop')
  expect(guard.judge({ type: 'announce', from: 'a' }, 'a', unknown)).toBe('drop')
})

test('an offer to this peer passes once', () => {
  const guard = new SignalGuard()
  expect(guard.judge(description('offer'), 'a', unknown)).toBe('deliver')
  expect(guard.judge(description('offer'), 'a', unknown)).toBe('drop')
  expect(guard.judge(description('offer', { sdp: 'v=1' }), 'a', unknown)).toBe('deliver')
  expect(guard.judge(description('offer', { sdp: 'v=2', to: 'c' }), 'a', unknown)).toBe('drop')
})

test('an answer passes once, and only from a peer that was called', () => {
  const guard = new SignalGuard()
  expect(guard.judge(description('answer'), 'a', unknown)).toBe('drop')
  expect(guard.judge(description('answer'), 'a', called)).toBe('deliver')
  expect(guard.judge(description('answer'), 'a', called)).toBe('drop')
})

test('what is neither offer nor answer, or has no description, is left out', () => {
  const guard = new SignalGuard()
  expect(guard.judge(description('transceiverRequest'), 'a', called)).toBe('drop')
  const bare: PeerSignal = { type: 'signal', from: 'b', to: 'a', token: 1, signal: { type: 'offer' } }
  expect(guard.judge(bare, 'a', unknown)).toBe('drop')
})
