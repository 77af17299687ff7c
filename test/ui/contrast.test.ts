import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { luminance } from '../../popup/parts/people.ts'

const source = readFileSync(new URL('../../ui/styles/tokens.css', import.meta.url), 'utf8')
const [light = '', dark = ''] = source.split('@media')

function tokens(css: string): Map<string, string> {
  return new Map(
    [...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

/** WCAG 2.2: 1 to 21. */
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

// [what is drawn, the ground it is drawn on, the least contrast]: 4.5 for text, 3 for the outline of a control.
const pairs: readonly [string, string, number][] = [
  ...['paper', 'surface', 'sunken'].flatMap(ground => [
    ['ink', ground, 4.5] as [string, string, number],
    ['ink-soft', ground, 4.5] as [string, string, number],
  ]),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['accent-text', 'accent-soft', 4.5],
  ['accent-text', 'accent-soft-hover', 4.5],
  ['accent-text', 'surface', 4.5],
  ['apricot-text', 'apricot-soft', 4.5],
  ['apricot-text', 'surface', 4.5],
  ['bad', 'surface', 4.5],
  ['bad', 'paper', 4.5],
  ['ink', 'bad-soft', 4.5],
  ['ink-soft', 'bad-soft', 4.5],
  ['on-inverse', 'inverse', 4.5],
  ['inverse-accent', 'inverse', 4.5],
  ['tint-ink', 'tint-0', 4.5],
  ['tint-ink', 'tint-1', 4.5],
  ['tint-ink', 'tint-2', 4.5],
  ['tint-ink', 'tint-3', 4.5],
  ['tint-ink', 'tint-4', 4.5],
  ['edge', 'surface', 3],
  ['accent', 'paper', 3],
  ['accent', 'surface', 3],
]

describe.each([
  ['light', tokens(light)],
  ['dark', tokens(dark)],
])('%s colours', (_, palette) => {
  it.each(pairs)('%s on %s reaches %d', (drawn, ground, least) => {
    const [a, b] = [palette.get(drawn), palette.get(ground)]
    if (!a || !b) throw new Error('no such colour')
    expect(contrast(a, b)).toBeGreaterThanOrEqual(least)
  })
})
