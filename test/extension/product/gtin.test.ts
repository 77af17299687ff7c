import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readGtin } from '../../../extension/product/gtin.ts'

it.each(['4006381333931', '96385074', '036000291452', '00012345600012', '4-006381-333931'])(
  'takes %s',
  text => {
    expect(readGtin(text)).toBe(text.replaceAll('-', ''))
  },
)

it.each(['4006381333932', '1234567', '0000000000000', 'abc', '', '400638133393x'])('refuses %j', text => {
  expect(readGtin(text)).toBeUndefined()
})

it('exactly one check digit fits', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[1-9]\d{11}$/), body => {
      const fitting = Array.from({ length: 10 }, (_, digit) => readGtin(`${body}${digit}`)).filter(Boolean)
      expect(fitting).toHaveLength(1)
    }),
  )
})
