import * as v from 'valibot'
import browser from 'webextension-polyfill'

/** One value under one key of the extension's storage. */
export interface StorageItem<T> {
  /** The value, or undefined when none was stored. Rejects when what is stored is not of the item's shape. */
  get(): Promise<T | undefined>
  set(value: T): Promise<void>
  remove(): Promise<void>
}

/** What is stored under `key` cannot be read: another version wrote it, or it was damaged. It is left as it is. */
export class StoredValueError extends Error {
  override name = 'StoredValueError' as const

  constructor(key: string, reason: string) {
    super(`The stored value "${key}" cannot be read: ${reason}`)
  }
}

/**
 * A typed, checked item of `local` (on disk) or `session` (in memory until the browser stops: it outlives a killed
 * worker) storage.
 */
export function storageItem<S extends v.GenericSchema>(
  area: 'local' | 'session',
  key: string,
  schema: S,
): StorageItem<v.InferOutput<S>> {
  return {
    async get() {
      const stored = (await browser.storage[area].get(key))[key]
      if (stored === undefined) return undefined
      const parsed = v.safeParse(schema, stored)
      if (!parsed.success) throw new StoredValueError(key, parsed.issues[0].message)
      return parsed.output
    },
    set: value => browser.storage[area].set({ [key]: value }),
    remove: () => browser.storage[area].remove(key),
  }
}
