import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { checkUpdates } from '../../../background/store/check-updates.ts'
import { itemsIn, updatesOf } from './updates.ts'

const good = updatesOf(['a', 'b', 'c', 'd', 'e', 'f'])
const alterations = fc.array(
  fc.record({ update: fc.nat(good.length - 1), at: fc.nat(1000), byte: fc.nat(255) }),
  { maxLength: 6 },
)

/** Searching takes its time where other work has the machine. */
const patient = { timeout: 60_000 }

test('what passes applies to one document in order, and what does not pass throws there', patient, () => {
  fc.assert(
    fc.property(alterations, changes => {
      const updates = good.map(update => update.slice())
      for (const { update, at, byte } of changes) {
        const target = updates[update]
        if (target) target[at % target.length] = byte
      }
      const problems = checkUpdates(updates)
      const doc = new Y.Doc()
      for (const [at, update] of updates.entries()) {
        if (problems[at] === undefined) Y.applyUpdate(doc, update)
        else expect(() => applyAll(updates.filter((_, n) => n <= at && (n === at || !problems[n])))).toThrow()
      }
    }),
    { numRuns: 500 },
  )
})

test(
  'an update that decodes but cannot be applied is found, and those after it are judged without it',
  patient,
  () => {
    const bad = unapplicable()
    expect(() => Y.decodeUpdate(bad)).not.toThrow()
    const problems = checkUpdates([...good.slice(0, 3), bad, ...good.slice(3)])
    expect(problems.map(problem => problem !== undefined)).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
      false,
    ])
  },
)

function applyAll(updates: readonly Uint8Array[]): void {
  const doc = new Y.Doc()
  for (const update of updates) {
    Y.decodeUpdate(update)
    Y.applyUpdate(doc, update)
  }
}

/** The first of all one-byte changes of an update that decodes and then throws on top of the first three. */
function unapplicable(): Uint8Array {
  const source = good[3] ?? new Uint8Array()
  for (let at = 0; at < source.length; at++) {
    for (let byte = 0; byte < 256; byte++) {
      const changed = source.with(at, byte)
      if (decodes(changed) && !applies([...good.slice(0, 3), changed])) return changed
    }
  }
  throw new Error('Yjs applies everything that it decodes: then decoding is check enough')
}

function decodes(update: Uint8Array): boolean {
  return succeeds(() => Y.decodeUpdate(update))
}

function applies(updates: readonly Uint8Array[]): boolean {
  return succeeds(() => itemsIn(updates))
}

function succeeds(attempt: () => void): boolean {
  try {
    attempt()
    return true
  } catch {
    return false
  }
}
