import * as v from 'valibot'
import { storageItem } from './storage-item.ts'

/** What a person typed and has not sent yet. It outlives the popup, which closes at any click beside it. */
export interface Drafts {
  read(key: string): Promise<string | undefined>
  /** The empty text forgets the draft. */
  write(key: string, value: string): Promise<void>
}

/** Drafts in the browser's memory: gone when the browser stops. */
export const sessionDrafts: Drafts = {
  async read(key) {
    return storageItem('session', `draft:${key}`, v.string())
      .get()
      .catch(error => {
        console.error(error)
        return undefined
      })
  },
  async write(key, value) {
    const item = storageItem('session', `draft:${key}`, v.string())
    await (value === '' ? item.remove() : item.set(value))
  },
}
