import fc from 'fast-check'
import * as Y from 'yjs'

/** What one of three devices does to its array, or that it hears of another's. */
export type Edit =
  | {
      readonly kind: 'insert'
      readonly device: number
      readonly at: number
      readonly texts: readonly string[]
    }
  | { readonly kind: 'delete'; readonly device: number; readonly at: number; readonly length: number }
  | { readonly kind: 'text'; readonly device: number; readonly at: number; readonly text: string }
  | { readonly kind: 'hear'; readonly device: number; readonly from: number }

const device = fc.nat(2)
const at = fc.nat(30)

/** Scripts of edits by three devices that hear of each other now and then. */
export const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('insert' as const),
      device,
      at,
      texts: fc.array(fc.string({ maxLength: 300 }), { minLength: 1, maxLength: 5 }),
    }),
    fc.record({ kind: fc.constant('delete' as const), device, at, length: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ kind: fc.constant('text' as const), device, at, text: fc.string({ unit: 'grapheme' }) }),
    fc.record({ kind: fc.constant('hear' as const), device, from: device }),
  ),
  { maxLength: 60 },
)

function act(docs: readonly Y.Doc[], edit: Edit): void {
  const doc = docs[edit.device] ?? new Y.Doc()
  const array = doc.getArray('a')
  const text = doc.getText('t')
  if (edit.kind === 'insert') array.insert(Math.min(edit.at, array.length), [...edit.texts])
  else if (edit.kind === 'text') text.insert(Math.min(edit.at, text.length), edit.text)
  else if (edit.kind === 'hear') Y.applyUpdate(doc, Y.encodeStateAsUpdate(docs[edit.from] ?? doc))
  else if (array.length > 0) {
    const start = edit.at % array.length
    array.delete(start, Math.min(edit.length, array.length - start))
  }
}

/** The three devices' documents after a script. */
export function played(script: readonly Edit[]): Y.Doc[] {
  const docs = [0, 1, 2].map(() => new Y.Doc())
  for (const edit of script) act(docs, edit)
  return docs
}

/** One document with all that these have. */
export function together(docs: readonly Y.Doc[]): Y.Doc {
  return docOfUpdates(docs.map(doc => Y.encodeStateAsUpdate(doc)))
}

export function docOfUpdates(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

/** All that a document says, and whether something in it waits for what is missing. */
export function contentsOf(doc: Y.Doc): unknown {
  const { pendingStructs, pendingDs } = doc.store
  return {
    array: doc.getArray('a').toArray(),
    text: doc.getText('t').toString(),
    isWhole: pendingStructs === null && pendingDs === null,
  }
}
