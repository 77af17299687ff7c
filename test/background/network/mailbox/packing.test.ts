import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { gunzip } from '../../../../background/network/gzip.ts'
import { packNext } from '../../../../background/network/mailbox/packing.ts'
import { UpdateCutter } from '../../../../background/network/split-update.ts'
import { contentsOf, docOfUpdates, edits, played, together } from '../documents.ts'
import { noise } from './device.ts'

function cutterOf(doc: Y.Doc): UpdateCutter {
  return new UpdateCutter(Y.decodeUpdate(Y.encodeStateAsUpdate(doc)))
}

test('parts are no larger than asked, and together give the whole', async () => {
  await fc.assert(
    fc.asyncProperty(edits, fc.integer({ min: 1_200, max: 4_000 }), async (script, limit) => {
      const doc = together(played(script))
      const cutter = cutterOf(doc)
      const updates: Uint8Array[] = []
      while (!cutter.isDone) {
        const part = await packNext(cutter, limit)
        if (!part) throw new Error('Each entry fits')
        expect(part.packed.length).toBeLessThanOrEqual(limit)
        expect(await gunzip(part.packed, 1_000_000)).toEqual(part.update)
        updates.push(part.update)
      }
      expect(contentsOf(docOfUpdates(updates))).toEqual(contentsOf(doc))
    }),
    { numRuns: 50 },
  )
})

test('parts are nearly full, but for the last', async () => {
  const doc = new Y.Doc()
  doc
    .getArray('a')
    .push(Array.from({ length: 300 }, (_, index) => (index % 3 ? 'x'.repeat(900) : noise(400))))
  const cutter = cutterOf(doc)
  const sizes: number[] = []
  let more = 0
  while (!cutter.isDone) {
    const part = await packNext(cutter, 8_000)
    if (sizes.length === 0) more = part?.more ?? 0
    sizes.push(part?.packed.length ?? 0)
  }
  for (const size of sizes.slice(0, -1)) expect(size).toBeGreaterThan(0.8 * 8_000)
  expect(Math.abs(more - (sizes.length - 1))).toBeLessThanOrEqual(2)
})

test('what does not fit is skipped, and the rest is packed', async () => {
  const doc = new Y.Doc()
  doc.getArray('a').push(['small', noise(5_000), 'small too'])
  const cutter = cutterOf(doc)
  const parts: (Uint8Array | undefined)[] = []
  while (!cutter.isDone) parts.push((await packNext(cutter, 1_000))?.update)
  expect(parts.filter(part => part === undefined)).toHaveLength(1)
  const lengths = parts.flatMap(part => (part ? Y.decodeUpdate(part).structs.map(({ id }) => id.clock) : []))
  expect(lengths).toEqual([0, 2])
})
