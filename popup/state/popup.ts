import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { LineKey } from '../../extension/cart/cart-view.ts'
import { describeError, type Problem } from '../../ui/text/error-text.ts'
import { createText, type Text } from '../../ui/text/text.ts'
import type { Surroundings } from '../surroundings.ts'
import { type CaptureStore, createCaptureStore } from './capture-store.ts'
import { type CartActions, createCartActions } from './cart-actions.ts'
import { type CartStore, createCartStore } from './cart-store.ts'
import { createPlaceStore, type PlaceStore } from './place-store.ts'
import { createUndoStore, type UndoStore } from './undo-store.ts'

/** The whole view without its looks: what is shown, and what can be done. */
export interface Popup {
  readonly surroundings: Surroundings
  readonly text: Text
  readonly cart: CartStore
  readonly capture: CaptureStore
  readonly actions: CartActions
  readonly undo: UndoStore
  readonly place: PlaceStore
  readonly problem: ReadonlySignal<Problem | undefined>
  /** What a screen reader reads out now. */
  readonly announcement: ReadonlySignal<string>
  /** The line to show to the person, because it was just added to. */
  readonly flashed: ReadonlySignal<LineKey | undefined>
  /** The line that takes the keyboard focus once it is in view, unless something else has it by then. */
  readonly awaited: ReadonlySignal<LineKey | undefined>
  announce(text: string): void
  flash(key: LineKey): void
  awaitLine(key: LineKey | undefined): void
  /** Shows `error` in the person's words. */
  report(error: unknown): void
  dismissProblem(): void
  /** Does `work`; what goes wrong is reported. Resolves to whether it went well. */
  attempt(work: () => Promise<unknown>): Promise<boolean>
  /** Reads the tab in front, and asks about the cart link that it may be. */
  readPage(): Promise<void>
}

/** Starts the view: follows the cart until `signal` aborts, and reads the page in front. */
export function createPopup(surroundings: Surroundings, lifetime: AbortSignal): Popup {
  const { client, drafts } = surroundings
  const text = createText(surroundings)
  const problem = signal<Problem>()
  const announcement = signal('')
  const flashed = signal<LineKey>()
  const awaited = signal<LineKey>()
  const report = (error: unknown): void => {
    problem.value = describeError(error, text)
  }
  const cart = createCartStore()
  const undo = createUndoStore()
  const capture = createCaptureStore({ client, cart, drafts, text, report })
  const place = createPlaceStore(drafts, report)

  const popup: Popup = {
    ...{ surroundings, text, cart, capture, undo, place, problem, announcement, flashed, awaited, report },
    actions: createCartActions(client, cart, undo),
    announce: said => {
      // The same words twice in a row are read out twice only when the text changes.
      announcement.value = announcement.value === said ? `${said}\u00a0` : said
    },
    flash: key => {
      batch(() => {
        flashed.value = undefined
        flashed.value = key
      })
    },
    awaitLine: key => {
      awaited.value = key
    },
    dismissProblem: () => {
      problem.value = undefined
    },
    attempt: work => attempt(work, report),
    readPage: async () => {
      const tab = await surroundings.activeTab()
      const link = tab && (await capture.read(tab.id))
      if (link) place.open({ kind: 'question', link })
    },
  }
  start(popup, lifetime)
  return popup
}

async function attempt(work: () => Promise<unknown>, report: (error: unknown) => void): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    report(error)
    return false
  }
}

function start(popup: Popup, lifetime: AbortSignal): void {
  const { client, readCachedCart } = popup.surroundings
  client.subscribe(event => popup.cart.apply(event), lifetime)
  const cached = async (): Promise<void> => {
    const snapshot = await readCachedCart()
    if (snapshot) popup.cart.prime(snapshot)
  }
  void popup.attempt(cached)
  void popup.attempt(popup.place.restore)
  void popup.attempt(popup.readPage)
}
