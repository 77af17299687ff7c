import type { PopupParams, PopupRequest, PopupResult } from '../../extension/messages/popup-surface.ts'
import type {
  RelayOfCart,
  SettingsCart,
  SettingsClient,
  SettingsEvent,
} from '../../extension/messages/settings-surface.ts'
import { UserError } from '../../extension/user-error.ts'

type Handlers = { [R in PopupRequest]?: (params: PopupParams<R>) => Promise<PopupResult<R>> | PopupResult<R> }

/** The background as the settings page sees it: carts in memory, changed by its requests. `override` replaces answers. */
export class FakeSettings implements SettingsClient {
  readonly asked: { name: PopupRequest; params: unknown }[] = []
  event: SettingsEvent
  private readonly listeners = new Set<(event: SettingsEvent) => void>()
  private readonly overrides: Handlers = {}

  constructor(event: SettingsEvent) {
    this.event = event
  }

  override<R extends PopupRequest>(name: R, answer: NonNullable<Handlers[R]>): void {
    this.overrides[name] = answer as never
  }

  readonly request: SettingsClient['request'] = async (name, params) => {
    this.asked.push({ name, params })
    const handler = (this.overrides[name] ?? this.handlers[name]) as
      | ((params: unknown) => Promise<never>)
      | undefined
    if (!handler) throw new Error(`The settings page has no business with ${name}`)
    return handler(params)
  }

  subscribe(listener: (event: SettingsEvent) => void, signal: AbortSignal): void {
    this.listeners.add(listener)
    signal.addEventListener('abort', () => this.listeners.delete(listener))
    queueMicrotask(() => {
      if (!signal.aborted) listener(this.event)
    })
  }

  get followers(): number {
    return this.listeners.size
  }

  /** What happens elsewhere. */
  change(event: Partial<SettingsEvent>): void {
    this.event = { ...this.event, ...event }
    for (const listener of this.listeners) listener(this.event)
  }

  changeCart(id: string, change: (cart: SettingsCart) => SettingsCart): void {
    this.change({ carts: this.event.carts.map(cart => (cart.id === id ? change(cart) : cart)) })
  }

  private changeRelays(id: string, change: (relays: RelayOfCart[]) => RelayOfCart[]): null {
    this.changeCart(id, cart => ({ ...cart, relays: change(cart.relays) }))
    return null
  }

  private readonly handlers: Handlers = {
    setPerson: ({ person }) => {
      this.change({ person })
      return null
    },
    addRelay: ({ cart, url }) => this.changeRelays(cart, relays => [...relays, { url, origin: 'you' }]),
    removeRelay: ({ cart, url }) =>
      this.changeRelays(cart, relays => {
        if (relays.length === 1) throw new UserError('relay-last')
        return relays.filter(relay => relay.url !== url)
      }),
    resetRelays: ({ cart }) =>
      this.changeRelays(cart, () => [{ url: 'wss://picked.example', origin: 'picked' }]),
  }
}
