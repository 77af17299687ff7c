import { AsyncLocalStorage } from 'node:async_hooks'
import type { fakeStorage } from './fake-storage.ts'

/** Whose extension storage is used: several profiles run in one test, and all that one begins stays its own. */
export const profileStorage = new AsyncLocalStorage<ReturnType<typeof fakeStorage>>()

/** Stands in for `webextension-polyfill`. */
export const polyfillOfProfiles = {
  default: {
    get storage() {
      return profileStorage.getStore()
    },
  },
}
