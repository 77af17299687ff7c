/*
 * Screenshots of every state of the popup, from the real view over a background in memory:
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
import { type Scene, scenes } from './scenes.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const origin = 'https://gallery.example'
// As in manifest.json: a style or a script that the extension would not get is not in the pictures either.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; connect-src 'none'"

type File = { readonly type: string; readonly body: string | Uint8Array }
type Files = ReadonlyMap<string, File>

async function bundled(): Promise<Files> {
  const built = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [
      { in: 'test/popup/gallery/gallery.tsx', out: 'main' },
      { in: 'popup/main.css', out: 'main' },
    ],
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
  const page = await readFile(join(root, 'popup/popup.html'))
  const icon = await readFile(join(root, 'extension/icons/icon.svg'))
  return new Map<string, File>([
    ['/', { type: 'text/html', body: page }],
    ['/icons/icon.svg', { type: 'image/svg+xml', body: icon }],
    ...(built.outputFiles ?? []).map(
      file =>
        [
          file.path,
          { type: file.path.endsWith('.css') ? 'text/css' : 'text/javascript', body: file.contents },
        ] as const,
    ),
  ])
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

async function openPage(browser: Browser, files: Files, scene: Scene): Promise<Page> {
  const page = await browser.newPage()
  await page.setViewport({ ...(scene.size ?? { width: 400, height: 600 }), deviceScaleFactor: 2 })
  // Not page.emulateMediaFeatures: it does not know forced colours.
  const devTools = await page.createCDPSession()
  await devTools.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: scene.dark ? 'dark' : 'light' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
      { name: 'forced-colors', value: scene.forced ? 'active' : 'none' },
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
  name: string,
  scene: Scene,
  folder: string,
): Promise<string[]> {
  const page = await openPage(browser, files, scene)
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('console', line => {
    if (line.type() === 'error') complaints.push(line.text())
  })
  await page.goto(`${origin}/?scene=${name}`)
  await page
    .waitForSelector('html[data-shown]', { timeout: 5000 })
    .catch(error => complaints.push(String(error)))
  await page.waitForNetworkIdle({ idleTime: 50 })
  await page.screenshot({ path: `${join(folder, name)}.png` })
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
    for (const [name, scene] of Object.entries(scenes)) {
      if (names.length > 0 && !names.includes(name)) continue
      complaints.push(...(await shoot(browser, files, name, scene, folder)))
    }
  } finally {
    await browser.close()
  }
  for (const complaint of complaints) console.error(complaint)
  if (complaints.length > 0) process.exitCode = 1
}

await main(process.argv.slice(2))
