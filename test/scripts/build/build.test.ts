import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { build } from '../../../scripts/build/build.ts'
import type { Output } from '../../../scripts/build/output.ts'
import { stubProject } from './stub-project.ts'

const defaults = { relays: ['ws://127.0.0.1:7000/'], guestPage: 'http://127.0.0.1:7001/' }

let root: string

beforeEach(async () => {
  root = await stubProject()
})

afterEach(() => rm(root, { recursive: true, force: true }))

async function change(path: string, text: string | undefined): Promise<void> {
  await rm(join(root, path))
  if (text !== undefined) await writeFile(join(root, path), text)
}

function built(path: string): Promise<string> {
  return readFile(join(root, 'dist', path), 'utf8')
}

function digests(outputs: ReadonlyMap<string, Output>): string[] {
  return [...outputs].flatMap(([folder, output]) =>
    [...output].map(
      ([path, content]) => `${folder}/${path} ${createHash('sha256').update(content).digest('hex')}`,
    ),
  )
}

describe('build', () => {
  test('writes every file that a manifest names, in both browsers', async () => {
    const outputs = await build(root, defaults)
    const listed = (folder: string) => [...(outputs.get(folder)?.keys() ?? [])].sort()
    expect(listed('chromium')).toEqual(
      expect.arrayContaining([
        '_locales/en/messages.json',
        'background/main.js',
        'background/main.js.map',
        'background/network/offscreen.html',
        'background/network/offscreen.js',
        'content/main.js',
        'icons/icon-16.png',
        'manifest.json',
        'popup/main.css',
        'popup/main.js',
        'popup/popup.html',
        'settings/main.css',
        'settings/main.js',
        'settings/settings.html',
        'THIRD_PARTY_LICENSES.txt',
      ]),
    )
    expect(listed('firefox')).toContain('background/network/event-page.js')
    expect(listed('firefox')).not.toContain('background/network/offscreen.html')
    expect(listed('guest')).toEqual(
      ['guest.css', 'guest.css.map', 'index.html', 'main.js', 'main.js.map'].sort(),
    )
    expect(await built('chromium/content/main.js')).toBe(
      new TextDecoder().decode(outputs.get('chromium')?.get('content/main.js')),
    )
  })

  test('gives each browser the manifest it takes', async () => {
    await build(root, defaults)
    const chromium = JSON.parse(await built('chromium/manifest.json'))
    const firefox = JSON.parse(await built('firefox/manifest.json'))
    expect(chromium.background).toEqual({
      type: 'module',
      service_worker: 'background/main.js',
      scripts: ['background/main.js'],
    })
    expect(chromium.permissions).toEqual(['activeTab', 'offscreen'])
    expect(firefox.background).toEqual({
      type: 'module',
      scripts: ['background/network/event-page.js', 'background/main.js'],
    })
    expect(firefox.permissions).toEqual(['activeTab'])
    expect(firefox).not.toHaveProperty('minimum_chrome_version')
  })

  test('gives the same bytes for the same sources, wherever they lie', async () => {
    const other = await stubProject()
    const [first, second] = [await build(root, defaults), await build(other, defaults)]
    await rm(other, { recursive: true })
    expect(digests(second)).toEqual(digests(first))
  })

  test('answers the value of the content script, twice in one page', async () => {
    await build(root, defaults)
    const code = await built('chromium/content/main.js')
    const page = { document: { title: 'Tea' } }
    expect(runInNewContext(`${code}`, page)).toEqual({ kind: 'none', title: 'Tea' })
    expect(runInNewContext(`${code}`, page)).toEqual({ kind: 'none', title: 'Tea' })
  })

  test('resolves the signaling import of y-webrtc to our own', async () => {
    await build(root, defaults)
    expect(await built('chromium/background/network/offscreen.js')).toContain('our signaling')
    expect(await built('firefox/background/network/event-page.js')).toContain('our signaling')
  })

  test('loads what both scripts of the event page share once', async () => {
    const outputs = await build(root, defaults)
    const holders = [...(outputs.get('firefox') ?? [])].filter(
      ([path, content]) =>
        path.endsWith('.js') && new TextDecoder().decode(content).includes('shared by both'),
    )
    expect(holders.map(([path]) => path)).toEqual([expect.stringMatching(/^background\/chunks\//)])
  })

  test('puts in the relays and the guest page, or leaves them out', async () => {
    await build(root, defaults)
    expect(await built('chromium/background/main.js')).toContain('["ws://127.0.0.1:7000/"]')
    await build(root, { relays: [] })
    expect(await built('chromium/background/main.js')).toMatch(/=\[\];.*"undefined"/s)
  })

  test('lists the licences of what is in the bundles, also of what is bundled beforehand', async () => {
    await build(root, defaults)
    const licences = await built('chromium/THIRD_PARTY_LICENSES.txt')
    for (const name of ['lib0', 'preact', 'simple-peer', 'readable-stream', 'y-webrtc', 'yjs']) {
      expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'))
    }
    expect(licences).not.toMatch(/^esbuild \d/m)
    expect(await built('firefox/THIRD_PARTY_LICENSES.txt')).not.toMatch(/^yjs \d/m)
  })

  test('escapes the texts of the guest page', async () => {
    await build(root, defaults)
    expect(await built('guest/index.html')).toContain(
      '<p title="A &quot;tip&quot;">Hello &lt;you&gt; &amp; co</p>',
    )
  })
})

describe('build refuses', () => {
  test.each([
    ['a missing entry', 'background/main.ts', undefined, /needs background\/main\.ts/],
    ['a missing page', 'popup/popup.html', undefined, /needs popup\/popup\.html/],
    ['code that does not compile', 'popup/main.tsx', 'const = 1', /popup\/main\.tsx:1:6/],
    ['an import of nothing', 'content/main.ts', "import './gone.ts'", /Could not resolve ".\/gone.ts"/],
    ['a file that only the manifest names', 'extension/icons/icon-16.png', undefined, /icons\/icon-16\.png/],
    ['an unknown message', 'guest/index.html', '__MSG_nothing__', /message nothing, which does not exist/],
    ['a message with values', 'guest/index.html', '__MSG_counted__', /message counted, which needs values/],
  ])('%s', async (_, path, text, message) => {
    await mkdir(join(root, 'extension/icons/kept'), { recursive: true })
    await change(path, text)
    await expect(build(root, defaults)).rejects.toMatchObject({ name: 'ScriptFailure', message })
  })

  test('and leaves the last build as it was', async () => {
    await build(root, defaults)
    const before = await built('firefox/popup/main.js')
    await change('guest/index.html', '__MSG_nothing__')
    await change('popup/main.tsx', 'export const view = 2')
    await expect(build(root, defaults)).rejects.toThrow('nothing')
    expect(await built('firefox/popup/main.js')).toBe(before)
    expect(existsSync(join(root, 'dist/guest/index.html'))).toBe(true)
  })
})
