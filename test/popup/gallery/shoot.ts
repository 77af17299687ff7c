/*
 * Screenshots of every state of the popup and the settings page, from the real views over a background in memory:
 *
 *     npx tsx test/popup/gallery/shoot.ts [folder, default out/gallery] [scene…]
 *
 * The browser is `CHROMIUM` or /usr/bin/chromium. Nothing leaves the machine: pictures of shops are drawn here.
 */
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import puppeteer, { type Browser, type HTTPRequest, type Page } from 'puppeteer-core'
import { settingsScenes } from '../../settings/gallery/scenes.ts'
import type { Look } from './look.ts'
import { scenes } from './scenes.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const origin = 'https://gallery.example'
// As in manifest.json: a style or a script that the extension would not get is not in the pictures either.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; connect-src 'none'"

type File = { readonly type: string; readonly body: string | Uint8Array }
type Files = ReadonlyMap<string, File>

/** A page of the extension with the script that shows its scenes. */
interface GalleryPage {
  readonly folder: string
  readonly html: string
  readonly script: string
  readonly scenes: Readonly<Record<string, Look>>
}

const pages: readonly GalleryPage[] = [
  { folder: 'popup', html: 'popup.html', script: 'test/popup/gallery/gallery.tsx', scenes },
  {
    folder: 'settings',
    html: 'settings.html',
    script: 'test/settings/gallery/gallery.tsx',
    scenes: settingsScenes,
  },
]

async function bundled(): Promise<Files> {
  const built = await esbuild.build({
    absWorkingDir: root,
    entryPoints: pages.flatMap(({ folder, script }) => [
      { in: script, out: `${folder}/main` },
      { in: `${folder}/main.css`, out: `${folder}/main` },
    ]),
    outdir: '/',
    ...{
      bundle: true,
      write: false,
      format: 'esm',
      target: 'chrome121',
      jsx: 'automatic',
      jsxImportSource: 'preact',
    },
  })
  const files = new Map<string, File>()
  for (const { folder, html } of pages) {
    files.set(`/${folder}/`, { type: 'text/html', body: await readFile(join(root, folder, html)) })
  }
  const icon = await readFile(join(root, 'extension/icons/icon.svg'))
  files.set('/icons/icon.svg', { type: 'image/svg+xml', body: icon })
  for (const { path, contents } of built.outputFiles ?? []) {
    files.set(path, { type: path.endsWith('.css') ? 'text/css' : 'text/javascript', body: contents })
  }
  return files
}

/** A stand-in for a shop's picture, with a hue of its own for each address. */
function drawnPicture(address: string): string {
  const hue = [...address].reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" fill="hsl(${hue} 45% 92%)"/>
    <circle cx="40" cy="44" r="20" fill="hsl(${hue} 45% 55%)"/><rect x="32" y="14" width="16" height="14" rx="4" fill="hsl(${hue} 45% 40%)"/></svg>`
}

async function answer(request: HTTPRequest, files: Files): Promise<void> {
  const address = new URL(request.url())
  if (address.origin !== origin) {
    await request.respond({ contentType: 'image/svg+xml', body: drawnPicture(address.href) })
    return
  }
  const file = files.get(address.pathname)
  await request.respond(
    file
      ? { contentType: file.type, body: file.body, headers: { 'content-security-policy': policy } }
      : { status: 404, body: '' },
  )
}

async function openPage(browser: Browser, files: Files, look: Look): Promise<Page> {
  const page = await browser.newPage()
  await page.setViewport({ ...(look.size ?? { width: 400, height: 600 }), deviceScaleFactor: 2 })
  // Not page.emulateMediaFeatures: it does not know forced colours.
  const devTools = await page.createCDPSession()
  await devTools.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: look.dark ? 'dark' : 'light' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
      { name: 'forced-colors', value: look.forced ? 'active' : 'none' },
    ],
  })
  await page.setRequestInterception(true)
  page.on('request', request => void answer(request, files))
  return page
}

/** Resolves to what the page complained about. */
async function shoot(
  browser: Browser,
  files: Files,
  { name, look, address }: { readonly name: string; readonly look: Look; readonly address: string },
  folder: string,
): Promise<string[]> {
  const page = await openPage(browser, files, look)
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('console', line => {
    if (line.type() === 'error') complaints.push(line.text())
  })
  await page.goto(`${origin}/${address}/?scene=${name}`)
  await page
    .waitForSelector('html[data-shown]', { timeout: 5000 })
    .catch(error => complaints.push(String(error)))
  await page.waitForNetworkIdle({ idleTime: 50 })
  await page.screenshot({ path: `${join(folder, name)}.png`, fullPage: look.whole ?? false })
  await page.close()
  return complaints.map(complaint => `${name}: ${complaint}`)
}

async function main([folder = 'out/gallery', ...names]: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  const files = await bundled()
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--hide-scrollbars',
    ],
  })
  const complaints: string[] = []
  try {
    const all = pages.flatMap(page =>
      Object.entries(page.scenes).map(([name, look]) => ({ name, look, address: page.folder })),
    )
    for (const scene of all) {
      if (names.length > 0 && !names.includes(scene.name)) continue
      complaints.push(...(await shoot(browser, files, scene, folder)))
    }
  } finally {
    await browser.close()
  }
  for (const complaint of complaints) console.error(complaint)
  if (complaints.length > 0) process.exitCode = 1
}

await main(process.argv.slice(2))
