import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type {
  SettingsCart,
  SettingsClient,
  SettingsEvent,
} from '../../extension/messages/settings-surface.ts'
import { createText, type Language, type Text } from '../../ui/text/text.ts'

/** Everything the page needs of the world around it. `main.tsx` gives the browser's, tests give their own. */
export interface SettingsSurroundings extends Language {
  readonly client: SettingsClient
}

/** The page without its looks: what is shown, and what can be done. */
export interface Settings {
  readonly text: Text
  readonly request: SettingsClient['request']
  /** What the subscription said last; undefined until it did. */
  readonly event: ReadonlySignal<SettingsEvent | undefined>
  /** The cart whose relays are shown. */
  readonly shown: ReadonlySignal<SettingsCart | undefined>
  show(cart: string): void
  /** What a screen reader reads out now. */
  readonly announcement: ReadonlySignal<string>
  announce(text: string): void
}

/** Starts the page: follows carts and relays until `lifetime` aborts. */
export function createSettings(
  { client, ...language }: SettingsSurroundings,
  lifetime: AbortSignal,
): Settings {
  const event = signal<SettingsEvent>()
  const wanted = signal<string>()
  const announcement = signal('')
  client.subscribe(next => {
    event.value = next
  }, lifetime)
  return {
    text: createText(language),
    request: client.request.bind(client),
    event,
    shown: computed(() => event.value && shownCart(event.value, wanted.value)),
    show: cart => {
      wanted.value = cart
    },
    announcement,
    announce: said => {
      // The same words twice in a row are read out twice only when the text changes.
      announcement.value = announcement.value === said ? `${said}\u00a0` : said
    },
  }
}

/** The one that was asked for while it is there, else that of the popup if it has relays, else the first that has. */
function shownCart({ carts, chosen }: SettingsEvent, wanted: string | undefined): SettingsCart | undefined {
  const shared = carts.filter(cart => cart.shared)
  return (
    carts.find(({ id }) => id === wanted) ?? shared.find(({ id }) => id === chosen) ?? shared[0] ?? carts[0]
  )
}
