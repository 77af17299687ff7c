import * as Y from 'yjs'

/**
 * For each update, why Yjs cannot apply it after the ones before it, or undefined if it can. An update that only
 * waits for another one is fine.
 *
 * Decoding alone would not do: of valid updates with a few bytes changed, one in two hundred decodes and then throws
 * while it is applied. So they are applied, to a document made for it.
 */
export function checkUpdates(updates: readonly Uint8Array[]): readonly (string | undefined)[] {
  const good: Uint8Array[] = []
  let trial = new Y.Doc()
  return updates.map(update => {
    const problem = failureOf(() => Y.decodeUpdate(update))
    if (problem !== undefined) return problem
    const applying = failureOf(() => Y.applyUpdate(trial, update))
    // What threw half-way has left the trial document in disorder, so the next update gets one without it.
    if (applying === undefined) good.push(update)
    else trial = documentOf(good)
    return applying
  })
}

function documentOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

function failureOf(attempt: () => void): string | undefined {
  try {
    attempt()
    return undefined
  } catch (error) {
    return String(error)
  }
}
