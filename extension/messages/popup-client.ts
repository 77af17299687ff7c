import * as v from 'valibot'
import { askBackground } from '../browser/requests.ts'
import { subscribeToBackground } from '../browser/subscriptions.ts'
import { cartEventSchema, type PopupClient, popupSurface } from './popup-surface.ts'

/** The channel on which views follow the chosen cart. */
export const cartChannel = 'cart'

/** The real client of a view: every answer and every event is checked before it is believed. */
export function connectPopup(): PopupClient {
  return {
    async request(name, params) {
      const { result } = popupSurface[name]
      // The table ties `name` to `result`; TypeScript cannot follow that through the union of all schemas.
      return v.parse(result, await askBackground(name, params)) as never
    },
    subscribe(listener, signal) {
      subscribeToBackground(cartChannel, message => listener(v.parse(cartEventSchema, message)), signal)
    },
  }
}
