import type { CartId } from '../../extension/cart/cart-id.ts'
import type { RelayOfCart, SettingsEvent } from '../../extension/messages/settings-surface.ts'
import type { Carts } from '../carts/carts.ts'
import type { NetworkStatus } from '../network/protocol.ts'
import { listedCarts } from './listed-carts.ts'

/** One open settings page. */
export interface SettingsView {
  send(event: SettingsEvent): void
}

/** Keeps every open settings page as the carts and their relays are. */
export interface SettingsViews {
  /** Sends the page everything, now and after each change. */
  add(view: SettingsView, gone: AbortSignal): void
  /** Something that settings pages show may have changed. */
  changed(): void
}

export interface SettingsViewsDeps {
  readonly carts: Carts
  statusOf(cart: CartId): NetworkStatus | undefined
  /** The relays of a shared cart, in its order. */
  relaysOf(cart: CartId): readonly RelayOfCart[]
  /** The first page opened (true) or the last one closed. */
  onAttention(active: boolean): void
}

export function createSettingsViews(deps: SettingsViewsDeps): SettingsViews {
  const views = new Set<SettingsView>()
  let scheduled = false

  function publish(): void {
    scheduled = false
    const event = settingsEvent(deps)
    for (const view of views) view.send(event)
  }

  return {
    add(view, gone) {
      if (gone.aborted) return
      views.add(view)
      if (views.size === 1) deps.onAttention(true)
      view.send(settingsEvent(deps))
      gone.addEventListener('abort', () => {
        views.delete(view)
        if (views.size === 0) deps.onAttention(false)
      })
    },
    changed() {
      if (scheduled || views.size === 0) return
      scheduled = true
      queueMicrotask(publish)
    },
  }
}

function settingsEvent({ carts, statusOf, relaysOf }: SettingsViewsDeps): SettingsEvent {
  const { person } = carts.identity()
  return {
    ...(person !== undefined && { person }),
    chosen: carts.chosen().id,
    carts: listedCarts(carts, statusOf).map(cart => {
      const status = cart.shared ? statusOf(cart.id) : undefined
      return {
        ...cart,
        relays: cart.shared ? [...relaysOf(cart.id)] : [],
        ...(status && { network: { ...status, relays: [...status.relays], peers: [...status.peers] } }),
      }
    }),
  }
}
