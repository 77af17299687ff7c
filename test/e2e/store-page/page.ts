import { createIndexedDbStore } from '../../../background/store/indexed-db-store.ts'
import { StoreError } from '../../../background/store/store-error.ts'
import { storeCases } from '../../background/store/acceptance.ts'
import { assert, assertEqual } from '../../background/store/asserts.ts'
import { itemsIn, merged, updatesOf } from '../../background/store/updates.ts'

/** What the tests call in the page; each resolves to undefined, or to what went wrong. */
export interface StorePage {
  runCase(name: string): Promise<string | undefined>
  fillDisk(): Promise<string | undefined>
  goOnAfterFull(): Promise<string | undefined>
}

declare global {
  var storePage: StorePage
}

const cart = 'cartAAAAAAAAAAAA'
const chunk = 256 * 1024
const chunks = 40

/** Items that no browser can compress away. */
const items = Array.from({ length: chunks }, () => {
  const bytes = new Uint8Array(chunk / 2)
  for (let at = 0; at < bytes.length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
})
const updates = updatesOf(items)
const full = createIndexedDbStore('full')
let written = 0

globalThis.storePage = {
  runCase: name =>
    outcome(async () => {
      const found = storeCases.find(each => each.name === name)
      assert(found !== undefined, `There is no case "${name}"`)
      const database = `case ${crypto.randomUUID()}`
      try {
        await found.run(async () => createIndexedDbStore(database))
      } finally {
        await deleteDatabase(database)
      }
    }),

  /** Appends until there is no more room: the store must say `full`, and still have what it took, whole. */
  fillDisk: () =>
    outcome(async () => {
      const error = await appendUntilError()
      assert(error instanceof StoreError, `A StoreError, not ${String(error)}`)
      assertEqual(error.reason, 'full', `the reason of "${error.message}"`)
      assert(written > 0, 'Something was written before the disk was full')
      const loaded = await full.load(cart)
      assertEqual([loaded.updates.length, loaded.damaged], [written, 0], 'what is left')
      assertEqual(itemsIn(loaded.updates), items.slice(0, written), 'items')
    }),

  /** With room again the same store takes the rest, and a compaction. */
  goOnAfterFull: () =>
    outcome(async () => {
      const size = await full.append(cart, updates.slice(written), 'strict')
      assertEqual(size.updates, chunks, 'size of the log')
      assertEqual((await full.compact(cart, merged(updates))).updates, 0, 'size of the compacted log')
      assertEqual(itemsIn((await full.load(cart)).updates), items, 'items')
    }),
}

async function appendUntilError(): Promise<unknown> {
  try {
    for (; written < chunks; written++) {
      await full.append(cart, updates.slice(written, written + 1), 'strict')
    }
    return 'nothing was refused'
  } catch (error) {
    return error
  }
}

async function outcome(run: () => Promise<void>): Promise<string | undefined> {
  try {
    await run()
    return undefined
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
}

/** Rejects if a store was left open: it would have let go of the database otherwise. */
function deleteDatabase(name: string): Promise<void> {
  const request = indexedDB.deleteDatabase(name)
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })
}
