import { expect, test, vi } from 'vitest'
import { countAttention } from '../../../background/views/attention.ts'

test('tells of the first of all views and of the last, whatever kind they are', () => {
  const onChange = vi.fn()
  const attention = countAttention(onChange)
  attention(true)
  attention(true)
  attention(false)
  expect(onChange.mock.calls).toEqual([[true]])
  attention(false)
  attention(true)
  expect(onChange.mock.calls).toEqual([[true], [false], [true]])
})
