import type { CartSnapshot } from '../extension/browser/cached-cart.ts'
import { defaultRelays } from '../extension/build-defaults.ts'
import type { CartId } from '../extension/cart/cart-id.ts'
import type { CartEvent } from '../extension/messages/popup-surface.ts'
import { isKeptOn } from '../extension/relays/kept-on.ts'
import { isRetired } from '../extension/relays/relay-list.ts'
import { type Badge, createBadge } from './badge.ts'
import { openCarts } from './carts/carts.ts'
import { loadLostCarts } from './carts/lost-carts.ts'
import type { OpenCart } from './carts/open-cart.ts'
import { loadOwnRelays } from './carts/own-relays.ts'
import type { Probe } from './carts/relay-choice.ts'
import { createRelayEdits } from './carts/relay-edits.ts'
import { createRelayFallback, type RelayFallback } from './carts/relay-fallback.ts'
import { createRelayUpkeep } from './carts/relay-upkeep.ts'
import { sharedRelays } from './carts/shared-relays.ts'
import { createSweeping } from './carts/sweeping.ts'
import type { RelayStatus } from './network/protocol.ts'
import { createNetworkClient, type NetworkClient, type NetworkNews } from './network-host/network-client.ts'
import { endNetwork, openNetworkLine } from './network-host/network-host.ts'
import { loadRemembered } from './network-host/remembered.ts'
import { cartRequests } from './requests/cart-requests.ts'
import type { Handlers } from './requests/handlers.ts'
import { lineRequests } from './requests/line-requests.ts'
import { productRequests } from './requests/product-requests.ts'
import { relayRequests } from './requests/relay-requests.ts'
import { createIndexedDbStore } from './store/indexed-db-store.ts'
import { countAttention } from './views/attention.ts'
import { createCartStatuses } from './views/cart-statuses.ts'
import { withOrigins } from './views/relay-origins.ts'
import { createSettingsViews, type SettingsViews } from './views/settings-views.ts'
import { createViews, type Views } from './views/views.ts'

/** What the listeners of `main.ts` use once everything is open. */
export interface Background {
  readonly handlers: Handlers
  readonly views: Views
  readonly settings: SettingsViews
  readonly badge: Badge
  /** Starts the network for a look, if it rests. */
  look(): void
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
  let fallback: RelayFallback | undefined
  const statuses = createCartStatuses((cart, before) => {
    views?.statusChanged(cart, before)
    settings?.changed()
  })

  const probe: Probe = async (secret, relays) => {
    if (!network) throw new Error('There is no network yet')
    return network.probe(secret, relays)
  }

  const own = await loadOwnRelays()
  const carts = await openCarts({
    store: createIndexedDbStore(),
    probe,
    ownRelays: own.all,
    onChange(change) {
      views?.cartChanged(change)
      if (change.keys.size === 0) settings?.changed()
    },
    onListChange() {
      views?.listChanged()
      settings?.changed()
    },
    onShared: cart => network?.open(cart),
    onRelays(cart, relays) {
      network?.relays(cart, fallback?.relays(cart) ?? relays)
      settings?.changed()
    },
    onOwnUpdates(cart, updates) {
      statuses.ownChanges(cart, updates.length)
      for (const update of updates) network?.update(cart, update)
    },
  })

  const sweeping = createSweeping()
  function sweepSoon(cart: OpenCart): void {
    sweeping.synced(cart).catch(error => console.error('The cart could not be swept:', error))
  }

  const remembered = await loadRemembered(carts.shared())
  async function rememberStatus(id: CartId): Promise<void> {
    const { relays } = await carts.sharedCart(id)
    const kept = remembered.kept(id)
    const isSame = kept !== undefined && kept.digest === (await carts.cart(id)?.digest())
    const recordOf = (url: string) => remembered.relayRecords().find(record => record.url === url) ?? { url }
    const savedOn = isSame ? relays.filter(url => isKeptOn(kept, recordOf(url), Date.now())) : []
    statuses.remembered(id, relays, kept, savedOn)
  }
  await Promise.all(carts.shared().map(rememberStatus))

  const shared = sharedRelays(carts)
  const upkeep = createRelayUpkeep({
    shared,
    records: remembered.relayRecords,
    probe,
    list: defaultRelays,
    isRetired,
    now: Date.now,
  })
  fallback = createRelayFallback({
    shared,
    lost: await loadLostCarts(),
    upkeep,
    isPicked: relay => defaultRelays.includes(relay) || isRetired(relay),
    use(cart, relays) {
      network?.relays(cart, relays)
      // It may have come to rest meanwhile.
      network?.look()
    },
    now: Date.now,
  })

  function lookFor(id: CartId, relays: readonly RelayStatus[]): void {
    fallback
      ?.told(id, relays)
      .catch(error => console.error('A cart could not be looked for on other relays:', error))
  }

  function receive(message: NetworkNews): void {
    if (message.type === 'relay-record') {
      remembered.record(message.record)
      return
    }
    if (message.type === 'copied') {
      carts
        .renounce(message.device)
        .catch(error => console.error('A copied profile has no id of its own yet:', error))
      return
    }
    const cart = carts.cart(message.cart)
    if (!cart) return
    if (message.type === 'update') cart.receive(message.update)
    else if (message.type === 'claimed') {
      cart.claim().catch(error => console.error('The client id of a cart could not be kept:', error))
    } else if (message.type === 'kept') remembered.keep(message.cart, message.kept)
    else {
      statuses.told(message.cart, message.status)
      const { waiting, savedOn, relays } = message.status
      if (!waiting && savedOn > 0) sweepSoon(cart)
      if (relays.some(({ state }) => state === 'connected')) {
        upkeep.look(cart.id).catch(error => console.error('The relays could not be looked at:', error))
      }
      lookFor(cart.id, relays)
    }
  }

  network = createNetworkClient({
    openLine: openNetworkLine,
    endNetwork,
    sharedCarts: carts.shared,
    async sharedCart(id) {
      const cart = await carts.sharedCart(id)
      const kept = remembered.kept(id)
      return { ...cart, relays: fallback?.relays(id) ?? cart.relays, ...(kept && { kept }) }
    },
    relayRecords: remembered.relayRecords,
    onMessage: receive,
    onRunning: statuses.running,
    onTrouble: error => console.error('The network could not be started:', error),
  })

  const onAttention = countAttention(active => network.attention(active))
  const whenQuiet = afterQuiet()
  views = createViews({
    carts,
    statusOf: statuses.of,
    onUpdate: snapshot =>
      whenQuiet(() => {
        badge.show(carts.chosen().index.view().lines)
        cache(snapshot(), writeCachedCart)
      }),
    onAttention,
  })
  settings = createSettingsViews({
    carts,
    statusOf: statuses.of,
    relaysOf: id => withOrigins(carts.relays(id), { own: own.all(), picked: defaultRelays }),
    onAttention,
  })

  for (const cart of carts.all()) if (!carts.isShared(cart.id)) sweepSoon(cart)
  badge.show(carts.chosen().index.view().lines)
  network.look()
  const handlers = {
    ...productRequests(carts),
    ...lineRequests(carts),
    ...cartRequests(carts, network),
    ...relayRequests(createRelayEdits({ shared, probe, list: defaultRelays, own })),
  }
  return {
    handlers,
    views,
    settings,
    badge,
    look() {
      // Nothing is told of relays that go on failing, and time counts here. First: a look makes resting relays begin anew.
      for (const id of carts.shared()) lookFor(id, statuses.of(id)?.relays ?? [])
      network.look()
    },
  }
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
