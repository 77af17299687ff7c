import * as v from 'valibot'
import { limits } from '../limits.ts'
import { listedCartSchema, networkStatusSchema, type PopupClient } from './popup-surface.ts'

/*
 * What the settings page follows: all carts with their relays, whole each time. It asks with the requests of
 * popup-surface.ts.
 */

/** A relay of a cart. `origin`: Common Cart picked it, this person added it, or another member did. */
const relayOfCartSchema = v.object({
  url: v.pipe(v.string(), v.maxLength(limits.url)),
  origin: v.picklist(['picked', 'you', 'member']),
})
export type RelayOfCart = v.InferOutput<typeof relayOfCartSchema>

const settingsCartSchema = v.object({
  ...listedCartSchema.entries,
  /** In the order in which the cart names them; empty while it is not shared. */
  relays: v.array(relayOfCartSchema),
  /** Absent while the cart is not shared, or the network has not reported yet. */
  network: v.exactOptional(networkStatusSchema),
})
export type SettingsCart = v.InferOutput<typeof settingsCartSchema>

/** What the subscription `settings` sends, at once and after each change. */
export const settingsEventSchema = v.object({
  /** What the person on this device calls themselves; absent until they were asked. */
  person: v.exactOptional(v.string()),
  /** The id of the cart that the popup shows. */
  chosen: v.string(),
  carts: v.array(settingsCartSchema),
})
export type SettingsEvent = v.InferOutput<typeof settingsEventSchema>

/** What the settings page is given to talk to the background. */
export interface SettingsClient {
  readonly request: PopupClient['request']
  /** Calls `listener` now and after each change; comes back by itself when the background was restarted. */
  subscribe(listener: (event: SettingsEvent) => void, signal: AbortSignal): void
}
