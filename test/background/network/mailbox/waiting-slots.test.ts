import { expect, test } from 'vitest'
import { mostSlots, WaitingSlots } from '../../../../background/network/mailbox/waiting-slots.ts'
import { signer, slotNumber } from './slots.ts'

function event(number: number, createdAt: number, content = 'sealed') {
  return signer.sign({ kind: 30078, created_at: createdAt, tags: [['d', slotNumber(number)]], content })
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
  const results = Array.from({ length: 200 }, (_, number) => waiting.put(event(number, 10)))
  expect(results.filter(result => result === 'added')).toHaveLength(mostSlots)
  expect(results.filter(result => result === 'refused')).toHaveLength(200 - mostSlots)
  expect(waiting.put(event(0, 20))).toBe('replaced')
  waiting.take()
  expect(waiting.put(event(500, 10))).toBe('added')
  waiting.clear()
  expect(waiting.newestFirst()).toEqual([])
})

test('what is larger than a slot can be, or names none, does not wait', () => {
  const waiting = new WaitingSlots()
  const tagged = (...tags: string[][]) => signer.sign({ kind: 30078, created_at: 1, tags, content: '' })
  expect(waiting.put(event(1, 1, 'x'.repeat(60_001)))).toBe('refused')
  expect(waiting.put(event(1, 1, 'x'.repeat(60_000)))).toBe('added')
  expect(waiting.put(tagged())).toBe('refused')
  expect(waiting.put(tagged(['d', 'x'.repeat(32)]))).toBe('refused')
  expect(waiting.put(tagged(['d', slotNumber(2)], ['t', 'x'.repeat(1_000)]))).toBe('refused')
  expect(waiting.put(tagged(['d', slotNumber(2)], ...Array.from({ length: 10 }, () => ['t'])))).toBe(
    'refused',
  )
})
