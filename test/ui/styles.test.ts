import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const folders = ['popup', 'settings', 'ui'].map(page => new URL(`../../${page}/styles/`, import.meta.url))

const files = folders.flatMap(folder => readdirSync(folder).map(name => new URL(name, folder).pathname))

describe.each(files)('%s', file => {
  const css = readFileSync(file, 'utf8')

  // Forced colours replace every text colour, "transparent" too: a tick that is hidden so would look set.
  it('hides nothing by its colour alone', () => {
    expect(css).not.toMatch(/[^-]color:\s*transparent/)
  })
})
