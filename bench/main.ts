import { gzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { createCartIndex } from '../extension/cart/cart-index.ts'
import { addProduct } from '../extension/cart/operations/add.ts'
import { addUnits } from '../extension/cart/operations/quantity.ts'
import type { Replica } from '../extension/cart/replica.ts'
import { cartView } from '../extension/cart/view.ts'
import { householdYear, keyOf, product } from './household-year.ts'

/*
 * `npm run bench`: how long the cart's operations take, as multiples of what JSON.parse takes for the same cart in the
 * same run. Machines differ and are noisy; ratios differ less. Every measurement is a median of interleaved rounds.
 */

const rounds = 15

interface Measured {
  readonly what: string
  /** Does it once; what it returns keeps it from being optimised away. */
  run(): unknown
  /** How often in one round, so that a round is long enough to be timed. */
  readonly times: number
}

function medians(all: readonly Measured[]): Map<string, number> {
  const samples = new Map(all.map(({ what }) => [what, [] as number[]]))
  for (let round = 0; round < rounds; round++) {
    for (const { what, run, times } of all) {
      const start = performance.now()
      for (let n = 0; n < times; n++) run()
      samples.get(what)?.push((performance.now() - start) / times)
    }
  }
  return new Map([...samples].map(([what, ms]) => [what, ms.sort((a, b) => a - b)[rounds >> 1] ?? 0]))
}

function largeCart(lines: number): Replica {
  const replica: Replica = { doc: new Y.Doc(), device: 'device-a', now: Date.now }
  replica.doc.transact(() => {
    for (let n = 0; n < lines; n++) addProduct(replica, keyOf(n), 1, product(n))
  })
  return replica
}

function report(title: string, { doc }: Replica): void {
  const json = JSON.stringify(cartView(doc))
  const state = Y.encodeStateAsUpdate(doc)
  const lines = cartView(doc).lines
  const key = lines[0]?.key ?? ''
  const peer: Replica = { doc: loaded(state), device: 'device-z', now: Date.now }
  const indexed = loaded(state)
  createCartIndex(indexed)
  const measured = medians([
    { what: 'JSON.parse of the view', run: () => JSON.parse(json), times: 20 },
    { what: 'load the document', run: () => loaded(state), times: 3 },
    { what: 'load it and derive the view', run: () => cartView(loaded(state)), times: 3 },
    { what: 'encode the document', run: () => Y.encodeStateAsUpdate(doc), times: 5 },
    { what: 'another device’s +1, into the index', run: () => plusOne(peer, key, indexed), times: 20 },
  ])
  const unit = measured.get('JSON.parse of the view') ?? 1
  const ratio = gzipSync(state).length / gzipSync(json).length
  console.log(`\n${title}: ${lines.length} lines`)
  console.log(
    `  state ${state.length} bytes, ${gzipSync(state).length} gzipped: ${ratio.toFixed(2)}x the view's JSON`,
  )
  for (const [what, ms] of measured) {
    console.log(`  ${(ms / unit).toFixed(2).padStart(8)}x  ${ms.toFixed(3).padStart(9)} ms  ${what}`)
  }
}

function loaded(state: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  return doc
}

function plusOne(from: Replica, key: string, to: Y.Doc): void {
  const before = Y.encodeStateVector(from.doc)
  addUnits(from, key, 1)
  Y.applyUpdate(to, Y.encodeStateAsUpdate(from.doc, before))
}

const year = householdYear()
report(`A household's year of ${year.operations} operations`, year.replica)
report('One device, all at once', largeCart(1_000))
