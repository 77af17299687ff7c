import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalAddress } from '../../../extension/product/address.ts'
import { plainHost } from '../../../extension/product/page-address.ts'

describe('canonicalAddress', () => {
  it.each([
    [
      'tracking goes',
      'https://shop.example/tea?utm_source=x&gclid=1&id=7&fbclid=2',
      'https://shop.example/tea?id=7',
    ],
    [
      'variants stay',
      'https://shop.example/tea?variant=9&utm_medium=y&size=L',
      'https://shop.example/tea?size=L&variant=9',
    ],
    ['the fragment goes', 'https://shop.example/tea#reviews', 'https://shop.example/tea'],
    ['a fragment that routes stays', 'https://shop.example/#/tea/7', 'https://shop.example/#/tea/7'],
    ['credentials go', 'https://me:pw@shop.example/tea', 'https://shop.example/tea'],
  ])('%s', (_, address, expected) => expect(canonicalAddress(address)).toBe(expected))

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'about:blank',
    'tea',
    `https://shop.example/${'x'.repeat(2100)}`,
  ])('refuses %.40s', address => expect(canonicalAddress(address)).toBeUndefined())

  const page = 'https://m.shop.example/en/tea-7?size=L&utm_source=x'
  it('takes the canonical link, and the chosen variant with it', () => {
    expect(canonicalAddress(page, 'https://www.shop.example/tea-7')).toBe(
      'https://www.shop.example/tea-7?size=L',
    )
    expect(canonicalAddress(page, '/tea-7')).toBe('https://m.shop.example/tea-7?size=L')
  })
  it.each(['https://other.example/tea-7', 'https://www.shop.example/', 'javascript:alert(1)', 'http://'])(
    'does not take %s for canonical',
    link => expect(canonicalAddress(page, link)).toBe('https://m.shop.example/en/tea-7?size=L'),
  )

  const parameters = fc.array(
    fc.tuple(
      fc.constantFrom('id', 'size', 'utm_source', 'gclid', 'variant', 'q', 'å'),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 6 },
  )
  it('changes nothing on its own result', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        parameters,
        (base, extra) => {
          const url = new URL(base)
          for (const [name, value] of extra) url.searchParams.append(name, value)
          const once = canonicalAddress(url.href)
          if (once !== undefined) expect(canonicalAddress(once)).toBe(once)
        },
      ),
    )
  })
  it('keeps what chooses a variant and no tracking, whatever else is there', () => {
    const tracking = [
      'utm_source',
      'utm_campaign',
      'gclid',
      'fbclid',
      'msclkid',
      'srsltid',
      'ref',
      'mc_eid',
      '_gl',
    ]
    const variants = ['variant', 'size', 'color', 'attribute_pa_colour', 'dwvar_1_size', 'sku']
    const named = (names: string[]) =>
      fc.uniqueArray(fc.tuple(fc.constantFrom(...names), fc.stringMatching(/^[a-z0-9]{1,6}$/)), {
        selector: ([name]) => name,
        maxLength: 4,
      })
    fc.assert(
      fc.property(named(tracking), named(variants), (noise, chosen) => {
        const query = new URLSearchParams([...noise, ...chosen])
        const clean = canonicalAddress(`https://shop.example/tea?${query}`, 'https://shop.example/tea') ?? ''
        expect([...new URL(clean).searchParams].sort()).toEqual([...chosen].sort())
      }),
    )
  })
  it('does not depend on the order of parameters', () => {
    fc.assert(
      fc.property(parameters, fc.infiniteStream(fc.nat()), (list, random) => {
        const shuffled = list.map(pair => [random.next().value, pair] as const).sort(([a], [b]) => a - b)
        const address = (pairs: [string, string][]) =>
          canonicalAddress(`https://shop.example/tea?${new URLSearchParams(pairs)}`)
        expect(address(shuffled.map(([, pair]) => pair))).toBe(address(list))
      }),
    )
  })
})

it('plainHost drops labels that only choose a presentation', () => {
  expect(
    ['www.shop.example', 'm.shop.example', 'www.m.shop.example', 'm.example', 'Shop.example'].map(plainHost),
  ).toEqual(['shop.example', 'shop.example', 'shop.example', 'm.example', 'shop.example'])
})
