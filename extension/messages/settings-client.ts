import * as v from 'valibot'
import { subscribeToBackground } from '../browser/subscriptions.ts'
import { connectPopup } from './popup-client.ts'
import { type SettingsClient, settingsEventSchema } from './settings-surface.ts'

/** The channel on which settings pages follow the carts and their relays. */
export const settingsChannel = 'settings'

/** The real client of a settings page: every answer and every event is checked before it is believed. */
export function connectSettings(): SettingsClient {
  return {
    request: connectPopup().request,
    subscribe(listener, signal) {
      subscribeToBackground(
        settingsChannel,
        message => listener(v.parse(settingsEventSchema, message)),
        signal,
      )
    },
  }
}
