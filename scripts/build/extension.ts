import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ScriptFailure } from '../failure.ts'
import { type Bundle, type BundleContext, bundle, requireFile } from './bundle.ts'
import type { BuildDefaults } from './defaults.ts'
import { licenceTexts } from './licences.ts'
import { type BrowserName, filesNamedBy, type Manifest, manifestFor } from './manifest.ts'
import { addFile, type Output } from './output.ts'

// The lowest versions that manifest.json admits.
export const targets: Readonly<Record<BrowserName, string>> = { chromium: 'chrome121', firefox: 'firefox140' }

// A classic script whose value is what `scripting.executeScript` answers. The function around it keeps its names to itself.
export const contentScript: Bundle = {
  entries: ['content/main.ts'],
  shrink: true,
  options: {
    format: 'esm',
    supported: { 'regexp-unicode-property-escapes': true },
    sourcemap: 'external',
    banner: { js: '(()=>{let answer;' },
    footer: { js: 'return answer})()' },
  },
}

const bundles: Readonly<Record<BrowserName, readonly Bundle[]>> = {
  chromium: [
    { entries: ['background/main.ts'] },
    { entries: ['background/network/offscreen.ts'] },
    { entries: ['popup/main.tsx', 'popup/main.css'] },
    { entries: ['settings/main.tsx', 'settings/main.css'] },
    contentScript,
  ],
  firefox: [
    {
      // Both run in the one event page: what they share is loaded once (Yjs does not work when it is loaded twice).
      entries: ['background/network/event-page.ts', 'background/main.ts'],
      options: { splitting: true, chunkNames: 'background/chunks/[hash]' },
    },
    { entries: ['popup/main.tsx', 'popup/main.css'] },
    { entries: ['settings/main.tsx', 'settings/main.css'] },
    contentScript,
  ],
}

const pages: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: ['popup/popup.html', 'settings/settings.html', 'background/network/offscreen.html'],
  firefox: ['popup/popup.html', 'settings/settings.html'],
}

/** One browser's extension, loadable unpacked. Throws a ScriptFailure when a source is missing or does not compile. */
export async function extensionFor(
  browser: BrowserName,
  root: string,
  defaults: BuildDefaults,
): Promise<Output> {
  const output: Output = new Map()
  const context: BundleContext = { root, target: targets[browser], defaults }
  const inputs: string[] = []
  for (const each of bundles[browser]) inputs.push(...(await bundle(each, context, output)))
  for (const page of pages[browser]) await copyFile(root, page, page, output)
  await copyFolder(root, 'extension/locales', '_locales', output)
  await copyFolder(root, 'extension/icons', 'icons', output)
  addFile(output, 'THIRD_PARTY_LICENSES.txt', await licenceTexts(root, inputs))
  await addManifest(browser, root, output)
  return output
}

async function addManifest(browser: BrowserName, root: string, output: Output): Promise<void> {
  requireFile(root, 'manifest.json')
  const source = JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8')) as Manifest
  const manifest = manifestFor(browser, source)
  const missing = filesNamedBy(manifest).filter(path => !output.has(path))
  if (missing.length > 0) {
    throw new ScriptFailure(
      `manifest.json names files that the ${browser} build lacks: ${missing.join(', ')}`,
    )
  }
  addFile(output, 'manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)
}

async function copyFile(root: string, from: string, to: string, output: Output): Promise<void> {
  requireFile(root, from)
  addFile(output, to, await readFile(join(root, from)))
}

async function copyFolder(root: string, from: string, to: string, output: Output): Promise<void> {
  requireFile(root, from)
  const entries = await readdir(join(root, from), { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const copy = entry.isDirectory() ? copyFolder : copyFile
    await copy(root, `${from}/${entry.name}`, `${to}/${entry.name}`, output)
  }
}
