import * as v from 'valibot'
import { type PopupRequest, popupSurface } from '../../extension/messages/popup-surface.ts'
import { UserError } from '../../extension/user-error.ts'
import { StoreError } from '../store/store-error.ts'
import type { Handlers } from './handlers.ts'

function isRequest(name: string): name is PopupRequest {
  return Object.hasOwn(popupSurface, name)
}

/**
 * Answers one request that arrived as unknown: checks its name and parameters against the surface, then its handler
 * does the rest. Rejects with what is wrong; a store that kept nothing is UserError `not-saved`.
 */
export async function answer(handlers: Handlers, name: string, params: unknown): Promise<unknown> {
  if (!isRequest(name)) throw new Error(`There is no request "${name}"`)
  // The table ties name, parameters and handler together; TypeScript cannot follow that through the union.
  const handle = handlers[name] as (params: unknown) => Promise<unknown>
  try {
    return await handle(v.parse(popupSurface[name].params, params))
  } catch (error) {
    throw error instanceof StoreError ? new UserError('not-saved', error.message) : error
  }
}
