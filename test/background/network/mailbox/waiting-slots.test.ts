import type { Event } from 'nostr-tools/pure'
import { expect, test } from 'vitest'
import { mostSlots, WaitingSlots } from '../../../../background/network/mailbox/waiting-slots.ts'
import { slotNumber } from './slots.ts'

/** Signatures were checked before; ids and keys do not matter here. */
function unsigned(createdAt: number, tags: string[][], content: string): Event {
  return { kind: 30078, created_at: createdAt, tags, content, id: '', pubkey: '', sig: '' }
}

function event(number: number, createdAt: number, content = 'sealed'): Event {
  return unsigned(createdAt, [['d', slotNumber(number)]], content)
}

test('only the newest event of a slot waits', () => {
  const waiting = new WaitingSlots()
  expect(waiting.put(event(1, 10))).toBe('added')
  expect(waiting.put(event(1, 12))).toBe('replaced')
  expect(waiting.put(event(1, 12))).toBe('stale')
  expect(waiting.put(event(1, 11))).toBe('stale')
  expect(waiting.put(event(2, 13))).toBe('added')
  expect(waiting.newestFirst().map(({ created_at }) => created_at)).toEqual([13, 12])
  expect(waiting.take()?.created_at).toBe(12)
  expect(waiting.take()?.created_at).toBe(13)
  expect(waiting.take()).toBeUndefined()
})

test('of thousands of slots a few wait; there is room again when one was taken', () => {
  const waiting = new WaitingSlots()
  const results = Array.from({ length: 600 }, (_, number) => waiting.put(event(number, 10)))
  expect(results.filter(result => result === 'added')).toHaveLength(mostSlots)
  expect(results.filter(result => result === 'refused')).toHaveLength(600 - mostSlots)
  expect(waiting.put(event(0, 20))).toBe('replaced')
  waiting.take()
  expect(waiting.put(event(900, 10))).toBe('added')
  waiting.clear()
  expect(waiting.newestFirst()).toEqual([])
})

test('what is larger than a slot can be, or names none, does not wait', () => {
  const waiting = new WaitingSlots()
  const tagged = (...tags: string[][]): Event => unsigned(1, tags, '')
  expect(waiting.put(event(1, 1, 'x'.repeat(60_001)))).toBe('refused')
  expect(waiting.put(event(1, 1, 'x'.repeat(60_000)))).toBe('added')
  expect(waiting.put(tagged())).toBe('refused')
  expect(waiting.put(tagged(['d', 'x'.repeat(32)]))).toBe('refused')
  expect(waiting.put(tagged(['d', slotNumber(2)], ['t', 'x'.repeat(1_000)]))).toBe('refused')
  expect(waiting.put(tagged(['d', slotNumber(2)], ...Array.from({ length: 10 }, () => ['t'])))).toBe(
    'refused',
  )
})

test('together they are no larger than allowed', () => {
  const waiting = new WaitingSlots(10)
  expect(waiting.put(event(1, 1, 'x'.repeat(6)))).toBe('added')
  expect(waiting.put(event(2, 1, 'x'.repeat(5)))).toBe('refused')
  expect(waiting.put(event(2, 1, 'x'.repeat(4)))).toBe('added')
  expect(waiting.put(event(2, 2, 'x'.repeat(3)))).toBe('replaced')
  expect(waiting.put(event(2, 3, 'x'.repeat(5)))).toBe('refused')
  waiting.take()
  expect(waiting.put(event(3, 1, 'x'.repeat(7)))).toBe('added')
})
