import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readCorpus } from '../../scripts/corpus/corpus.ts'
import { ScriptFailure } from '../../scripts/failure.ts'
import { projectRoot, runScript } from '../../scripts/script.ts'
import type { PeerFields } from './peer-fields.ts'
import { loadPeers, type Peer } from './peers.ts'

/*
 * npm run bench:capture -- CORPUS
 *
 * Capture beside three libraries that read products from HTML, on the same pages and scored by the same rules
 * (CORPUS/score.mjs). Capture runs as it ships, in Chromium; the libraries read the page's HTML in Node, as they are
 * meant to. They are installed on the first run, into bench/capture/peers alone.
 */

const folder = join(projectRoot, 'bench/capture/peers')

async function main(): Promise<void> {
  const [corpus] = process.argv.slice(2)
  if (!corpus) throw new ScriptFailure('Usage: npm run bench:capture -- <corpus dir>')
  if (!existsSync(join(folder, 'node_modules')))
    execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: folder, stdio: 'inherit' })
  const out = await mkdtemp(join(tmpdir(), 'capture-bench-'))
  try {
    const columns: Column[] = [{ name: 'Common Cart', scores: await ownScores(corpus, out) }]
    for (const peer of await loadPeers(folder)) columns.push(await scoresOf(peer, corpus, out))
    print(columns)
  } finally {
    await rm(out, { recursive: true })
  }
}

interface Column {
  readonly name: string
  /** By row of the score's table: what it says. */
  readonly scores: ReadonlyMap<string, string>
}

async function ownScores(corpus: string, out: string): Promise<Column['scores']> {
  const file = join(out, 'own.json')
  execFileSync('npx', ['tsx', 'scripts/capture-corpus.ts', corpus, file], {
    cwd: projectRoot,
    stdio: 'inherit',
  })
  return score(corpus, file)
}

async function scoresOf(peer: Peer, corpus: string, out: string): Promise<Column> {
  const found: Record<string, PeerFields | null> = {}
  let failed = 0
  for (const { id, url, file, hasProduct } of await readCorpus(corpus)) {
    const html = gunzipSync(await readFile(join(corpus, file))).toString('utf8')
    try {
      const { fields, isProduct } = await peer.read(html, url)
      // They answer fields of any page. On one with a product all count, whatever the peer takes the page for.
      found[id] = hasProduct || isProduct ? fields : null
    } catch {
      // A page that a library cannot read is one it found nothing on; how many there were is said below.
      failed++
      found[id] = null
    }
  }
  if (failed > 0) console.log(`${peer.name} threw on ${failed} pages`)
  const file = join(out, 'peer.json')
  await writeFile(file, JSON.stringify(found))
  return { name: peer.name, scores: score(corpus, file) }
}

/** The table that the corpus's own scorer prints: percentages by field, then what was taken for a product. */
function score(corpus: string, predictions: string): Map<string, string> {
  const printed = execFileSync('node', [join(corpus, 'score.mjs'), predictions], { encoding: 'utf8' })
  const rows = printed.split('\n').flatMap(line => {
    const field = /^(\w+)\s+([\d.]+%)/.exec(line)
    const taken = /^taken for a product: (\w+)\s+(\d+ of \d+)/.exec(line)
    const [, name, value] = field ?? taken ?? []
    return name && value ? [[taken ? `taken: ${name}` : name, value] as const] : []
  })
  return new Map(rows)
}

function print(columns: readonly Column[]): void {
  const rows = [...(columns[0]?.scores.keys() ?? [])]
  const widths = columns.map(({ name }) => Math.max(name.length, 10) + 2)
  const line = (first: string, cells: readonly string[]) =>
    console.log(first.padEnd(22) + cells.map((cell, at) => cell.padStart(widths[at] ?? 0)).join(''))
  line(
    '',
    columns.map(({ name }) => name),
  )
  for (const row of rows)
    line(
      row,
      columns.map(({ scores }) => scores.get(row) ?? '-'),
    )
}

runScript(main)
