import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import puppeteer, { type Browser } from 'puppeteer-core'
import type { Captured } from '../content/capture/captured.ts'
import { ensureBrowser } from './browsers/ensure.ts'
import { captureScript } from './corpus/capture-script.ts'
import { type CorpusPage, readCorpus } from './corpus/corpus.ts'
import { asPrediction, type Prediction } from './corpus/prediction.ts'
import { SavedPages } from './corpus/saved-pages.ts'
import { ofShops } from './corpus/shops.ts'
import { ScriptFailure } from './failure.ts'
import { projectRoot, runScript } from './script.ts'

/*
 * npm run capture:corpus -- CORPUS PREDICTIONS.json [--shops half:0 | half:1 | DOMAIN,DOMAIN…] [--at-once N]
 *
 * Runs the capture script that ships over a corpus of saved pages, each served under its own address to a real
 * Chromium, and writes what it answered. CORPUS holds manifest.json and negatives.json (lists of {id, url, file}, the
 * file a gzipped page). Nothing is asked of the network. The result: {id: {title, price, currency, …} | null}.
 * With --shops only some shops' pages are read: rules written on one half are checked on the other. --at-once: how many
 * tabs read; for times that mean something, no more than the machine has idle cores.
 */

const noNetwork = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { shops: { type: 'string' }, 'at-once': { type: 'string', default: '2' } },
    allowPositionals: true,
  })
  const [corpus, predictions] = positionals
  if (!corpus || !predictions)
    throw new ScriptFailure('Usage: npm run capture:corpus -- <corpus dir> <predictions.json>')
  const whole = await readCorpus(corpus)
  const pages = values.shops === undefined ? whole : ofShops(whole, values.shops)
  const script = await captureScript(projectRoot)
  const found = await ensureBrowser('chromium')
  if ('missing' in found) throw new ScriptFailure(found.missing)
  const browser = await puppeteer.launch({
    executablePath: found.path,
    args: [...noNetwork, '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  try {
    const { results, times } = await captureAll(browser, pages, script, corpus, Number(values['at-once']))
    await writeFile(predictions, `${JSON.stringify(results, null, 1)}\n`)
    report(results, times)
  } finally {
    await browser.close()
  }
}

interface Captures {
  readonly results: Record<string, Prediction | null>
  /** ms that the script ran, and on which page. */
  readonly times: { readonly id: string; readonly milliseconds: number }[]
}

async function captureAll(
  browser: Browser,
  pages: readonly CorpusPage[],
  script: string,
  corpus: string,
  pagesAtOnce: number,
): Promise<Captures> {
  const captures: Captures = { results: {}, times: [] }
  const waiting = [...pages]
  const work = async () => {
    const tab = await SavedPages.open(browser)
    for (let page = waiting.shift(); page; page = waiting.shift()) {
      const { value, milliseconds } = await tab.run(page.url, join(corpus, page.file), script)
      captures.results[page.id] = asPrediction(value as Captured)
      captures.times.push({ id: page.id, milliseconds })
    }
  }
  await Promise.all(Array.from({ length: pagesAtOnce }, work))
  return captures
}

function report(results: Captures['results'], times: Captures['times']): void {
  const sorted = [...times].sort((a, b) => a.milliseconds - b.milliseconds)
  const at = (share: number) =>
    `${(sorted[Math.floor((sorted.length - 1) * share)]?.milliseconds ?? 0).toFixed(1)} ms`
  const products = Object.values(results).filter(Boolean).length
  console.log(`${sorted.length} pages, ${products} taken for a product`)
  console.log(`capture time p50 ${at(0.5)}, p95 ${at(0.95)}, longest ${at(1)}`)
  const slowest = sorted.slice(-5).reverse()
  console.log(
    `slowest: ${slowest.map(({ id, milliseconds }) => `${id} ${milliseconds.toFixed(0)}`).join(', ')}`,
  )
}

runScript(main)
