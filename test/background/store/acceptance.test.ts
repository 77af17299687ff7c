import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, test, vi } from 'vitest'
import { createIndexedDbStore } from '../../../background/store/indexed-db-store.ts'
import { storeCases } from './acceptance.ts'
import { createMemoryDisk, createMemoryStore } from './memory-store.ts'

/** Some cases are large, and other work may have the machine. */
const patient = { timeout: 60_000 }

describe('in memory', patient, () => {
  test.each(storeCases)('$name', async ({ run }) => {
    const disk = createMemoryDisk()
    await run(async () => createMemoryStore(disk))
  })
})

describe('in IndexedDB', patient, () => {
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory()
    vi.spyOn(console, 'warn').mockImplementation(() => {}) // Damaged rows are announced, as they should be.
  })

  test.each(storeCases)('$name', async ({ run }) => {
    await run(async () => createIndexedDbStore('acceptance'))
  })
})
