import type { CartSnapshot } from '../extension/browser/cached-cart.ts'
import { defaultRelays } from '../extension/build-defaults.ts'
import type { CartEvent } from '../extension/messages/popup-surface.ts'
import { type Badge, createBadge } from './badge.ts'
import { openCarts } from './carts/carts.ts'
import type { OpenCart } from './carts/open-cart.ts'
import { createSweeping } from './carts/sweeping.ts'
import type { FromNetwork } from './network/protocol.ts'
import { createNetworkClient, type NetworkClient } from './network-host/network-client.ts'
import { openNetworkLine } from './network-host/network-host.ts'
import { cartRequests } from './requests/cart-requests.ts'
import type { Handlers } from './requests/handlers.ts'
import { lineRequests } from './requests/line-requests.ts'
import { productRequests } from './requests/product-requests.ts'
import { createIndexedDbStore } from './store/indexed-db-store.ts'
import { countAttention } from './views/attention.ts'
import { withOrigins } from './views/relay-origins.ts'
import { createSettingsViews, type SettingsViews } from './views/settings-views.ts'
import { createViews, type Views } from './views/views.ts'

/** What the listeners of `main.ts` use once everything is open. */
export interface Background {
  readonly handlers: Handlers
  readonly views: Views
  readonly settings: SettingsViews
  readonly badge: Badge
}

export interface BackgroundDeps {
  writeCachedCart(snapshot: CartSnapshot): Promise<void>
}

/** What looks at the whole cart is put off this long, so that a burst of changes costs it once. */
const quietMs = 250

/** The composition root: makes every part and tells each what it needs of the others. */
async function open({ writeCachedCart }: BackgroundDeps): Promise<Background> {
  const badge = createBadge()
  let views: Views | undefined
  let settings: SettingsViews | undefined
  let network: NetworkClient | undefined

  const carts = await openCarts({
    store: createIndexedDbStore(),
    onChange(change) {
      views?.cartChanged(change)
      if (change.keys.size === 0) settings?.changed()
    },
    onListChange() {
      views?.listChanged()
      settings?.changed()
    },
    onShared: cart => network?.open(cart),
    onOwnUpdates(cart, updates) {
      for (const update of updates) network?.update(cart, update)
    },
  })

  const sweeping = createSweeping()
  function sweepSoon(cart: OpenCart): void {
    sweeping.synced(cart).catch(error => console.error('The cart could not be swept:', error))
  }

  function receive(message: Exclude<FromNetwork, { type: 'previewed' }>): void {
    if (message.type !== 'update' && message.type !== 'status') return
    const cart = carts.cart(message.cart)
    if (!cart) return
    if (message.type === 'update') {
      cart.receive(message.update)
      return
    }
    views?.statusChanged(message.cart, message.status)
    settings?.changed()
    const { waiting, savedOn } = message.status
    if (!waiting && savedOn > 0) sweepSoon(cart)
  }

  network = createNetworkClient({
    openLine: openNetworkLine,
    sharedCarts: carts.shared,
    sharedCart: carts.sharedCart,
    onMessage: receive,
    onTrouble: error => console.error('The network could not be started:', error),
  })

  const onAttention = countAttention(active => network.attention(active))
  const whenQuiet = afterQuiet()
  views = createViews({
    carts,
    onUpdate: snapshot =>
      whenQuiet(() => {
        badge.show(carts.chosen().index.view().lines)
        cache(snapshot(), writeCachedCart)
      }),
    onAttention,
  })
  settings = createSettingsViews({
    carts,
    statusOf: views.statusOf,
    relaysOf: id =>
      withOrigins(carts.cart(id)?.index.head().relays ?? [], { own: [], picked: defaultRelays }),
    onAttention,
  })

  for (const cart of carts.all()) if (!carts.isShared(cart.id)) sweepSoon(cart)
  badge.show(carts.chosen().index.view().lines)
  const [first] = carts.shared()
  if (first) network.open(first)
  const handlers = { ...productRequests(carts), ...lineRequests(carts), ...cartRequests(carts, network) }
  return { handlers, views, settings, badge }
}

function cache(event: CartEvent, write: BackgroundDeps['writeCachedCart']): void {
  if (event.type !== 'snapshot') return
  write(event).catch(error => console.error('The cached cart could not be written:', error))
}

/** Runs the last work it was given once nothing new came for a moment. */
function afterQuiet(): (work: () => void) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return work => {
    clearTimeout(timer)
    timer = setTimeout(work, quietMs)
  }
}

/** Opens everything at once. A failure is tried again by whoever asks next. */
export function startBackground(deps: BackgroundDeps): { ready(): Promise<Background> } {
  let opening: Promise<Background> | undefined
  return {
    ready() {
      opening ??= open(deps).catch(error => {
        opening = undefined
        throw error
      })
      return opening
    },
  }
}
