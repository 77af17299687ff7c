import { describe, expect, test } from 'vitest'
import { parseEntry } from '../../../extension/cart/parse-entry.ts'
import { tea } from './support/household.ts'

const money = { amount: 250, currency: 'EUR' }
const good: readonly unknown[][] = [
  [0, tea, 1, 1],
  [0, tea, 0x7fff_ffff, 9_999],
  [1, tea, 1, 3, [], []],
  [1, tea, 1, 3, ['bob-----', 1, 'carol---', 2], [4, 5]],
  [2, tea, 1, 1],
  [3, tea],
  [3, tea, 1, 1, 2, 9_999],
  [4, tea, 'x'.repeat(2_000), 0],
  [5, tea, money, 0],
  [5, tea, null, 0],
  [6, tea, { title: 'Tea', price: money, url: 'https://shop.example/tea' }, 8.64e15],
  [7, tea, 'x'.repeat(500), 0],
  [8, tea, 'https://shop.example/tea.png', 0],
  [9, tea, null, 0],
  [10, tea, 'bob-----', 0],
  [11, '', 'Home', 0],
  [12, '', { person: 'Bob', colour: '#12abEF' }, 0],
  [13, '', ['wss://relay.example', 'ws://localhost:1'], 0],
  [14, tea, 'kept', 0],
  [15, tea, { price: { amount: 250, currency: 'EUR' }, availability: 'InStock' }, 0],
  [15, tea, { price: null, image: 'https://shop.example/tea.png' }, 0],
  [16, tea, { amount: 990, currency: 'EUR' }, 0],
  [16, tea, null, 0],
  [17, tea, 'OutOfStock', 0],
  [17, tea, null, 0],
]

const bad: readonly unknown[][] = [
  [],
  [0, tea, 1],
  [0, tea, 1, 1, 1],
  [0, '', 1, 1],
  [0, 'short', 1, 1],
  [0, `${tea}-`, 1, 1],
  [0, tea, -1, 1],
  [0, tea, 0x8000_0000, 1],
  [0, tea, 1, 0],
  [0, tea, 1, 10_000],
  [0, tea, 1, 1.5],
  [0, tea, 1, '1'],
  ['0', tea, 1, 1],
  [1, tea, 1, 3, 0, []],
  [1, tea, 1, 3, ['bob-----'], []],
  [1, tea, 1, 3, ['bob', 1], []],
  [1, tea, 1, 3, ['bob-----', 4], []],
  [1, tea, 1, 3, [], ['4']],
  [1, tea, 1, 3, [], Array.from({ length: 65 }, (_, id) => id)],
  [2, tea, 1, -1],
  [3, tea, 1],
  [3, tea, 1, 0],
  [4, tea, '', 0],
  [4, tea, 'x'.repeat(2_001), 0],
  [4, tea, 'note', -1],
  [4, tea, 'note', 8.64e15 + 1],
  [4, tea, 'note', '0'],
  [5, tea, { amount: 1e308, currency: 'EUR' }, 0],
  [5, tea, { amount: 1, currency: 'euro' }, 0],
  [6, tea, { title: '' }, 0],
  [6, tea, { title: 'Tea', url: 'javascript:alert(1)' }, 0],
  [6, tea, null, 0],
  [15, tea, null, 0],
  [15, tea, {}, 0],
  [15, tea, { price: 250 }, 0],
  [15, tea, { price: null, image: 'javascript:alert(1)' }, 0],
  [15, '', { price: null }, 0],
  [16, tea, 990, 0],
  [17, tea, 'Discontinued', 0],
  [7, tea, 'x'.repeat(501), 0],
  [8, tea, 'data:image/png;base64,', 0],
  [11, tea, 'Home', 0],
  [12, '', { person: 'Bob', colour: 'url(x)' }, 0],
  [13, '', ['https://relay.example'], 0],
  [13, '', Array.from({ length: 21 }, () => 'wss://relay.example'), 0],
  [14, tea, 'other', 0],
  [15, tea, 'new', 0],
]

describe('an entry', () => {
  test.each(good.map(entry => [JSON.stringify(entry).slice(0, 80), entry]))('%s is read', (_text, entry) => {
    expect(parseEntry(entry)).toEqual(entry)
  })

  test.each(bad.map(entry => [JSON.stringify(entry).slice(0, 80), entry]))(
    '%s is skipped',
    (_text, entry) => {
      expect(parseEntry(entry)).toBeUndefined()
    },
  )

  test('keeps what it knows of an object and drops the rest', () => {
    const entry = parseEntry([6, tea, { title: ' Tea ', evil: '<script>' }, 0])
    expect(entry).toEqual([6, tea, { title: 'Tea' }, 0])
  })
})
