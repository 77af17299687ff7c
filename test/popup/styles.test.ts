import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const folder = new URL('../../popup/styles/', import.meta.url)

describe.each(readdirSync(folder).filter(name => name.endsWith('.css')))('%s', name => {
  const css = readFileSync(new URL(name, folder), 'utf8')

  // Forced colours replace every text colour, "transparent" too: a tick that is hidden so would look set.
  it('hides nothing by its colour alone', () => {
    expect(css).not.toMatch(/[^-]color:\s*transparent/)
  })
})
