import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import catalogue from '../../extension/locales/en/messages.json' with { type: 'json' }
import { userErrorCodes } from '../../extension/user-error.ts'
import { message } from './catalogue.ts'

interface Entry {
  readonly message: string
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>
}
const entries: Readonly<Record<string, Entry>> = catalogue

describe('the catalogue', () => {
  it.each(Object.entries(entries))('%s is words, with every placeholder defined and used', (_, entry) => {
    expect(entry.message.trim()).not.toBe('')
    const used = new Set([...entry.message.matchAll(/\$(\w+)\$/g)].map(match => match[1]?.toLowerCase()))
    expect([...used].sort()).toEqual(Object.keys(entry.placeholders ?? {}).sort())
  })

  it('has both English forms of every plural', () => {
    const bases = Object.keys(entries).flatMap(key => /^(.*)_(?:one|other)$/.exec(key)?.[1] ?? [])
    const lonely = bases.filter(base => !(`${base}_one` in entries && `${base}_other` in entries))
    expect(lonely).toEqual([])
  })

  it('has words for every error a person can meet', () => {
    const wordless = userErrorCodes.filter(code => !(`error_${code.replaceAll('-', '_')}` in entries))
    expect(wordless).toEqual([])
  })

  it('fits the stores', () => {
    expect(catalogue.extension_description.message.length).toBeLessThanOrEqual(132)
    expect(catalogue.extension_short_name.message.length).toBeLessThanOrEqual(12)
  })

  it('has no text that nobody reads', () => {
    const sources = ['popup', 'settings', 'ui', 'guest', 'background', 'extension', 'manifest.json']
      .map(readAll)
      .join('\n')
    const unread = Object.keys(entries).filter(key => !isRead(key, sources))
    expect(unread).toEqual([])
  })

  it('is filled as the browser fills it', () => {
    expect(message('line_part_test' as never)).toBe('')
    expect(message('line_bought_part', ['1', '$2'])).toBe('1 of $2 bought')
  })
})

function readAll(path: string): string {
  if (path.endsWith('messages.json')) return ''
  if (/\.\w+$/.test(path)) return readFileSync(path, 'utf8')
  return readdirSync(path, { withFileTypes: true })
    .filter(entry => entry.isDirectory() || /\.(tsx?|html|json)$/.test(entry.name))
    .map(entry => readAll(join(path, entry.name)))
    .join('\n')
}

/** Keys that are put together while running count by the part that is written. */
function isRead(key: string, sources: string): boolean {
  const stem = key.replace(/_(?:one|other)$/, '')
  const family = /^(error|status_unsaved|relay_origin|switcher)_/.exec(key)?.[1]
  const written = [key, stem].some(name => new RegExp(`['"\`_]${name}(?:['"\`]|__)`).test(sources))
  return written || (family !== undefined && sources.includes(`\`${family}_\${`))
}
