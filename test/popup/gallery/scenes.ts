import type { CaptureOutcome, CartHead } from '../../../extension/messages/popup-surface.ts'
import { UserError } from '../../../extension/user-error.ts'
import { productId } from '../../../popup/state/capture-store.ts'
import type { Popup } from '../../../popup/state/popup.ts'
import type { Surroundings } from '../../../popup/surroundings.ts'
import { FakeBackground } from '../fake-background.ts'
import * as sample from '../sample-cart.ts'
import {
  changedLines,
  correctedTea,
  longFound,
  openFound,
  richFound,
  statedTea,
} from './corrected-products.ts'
import type { Look } from './look.ts'
import { hostileHead, hostileLines, longLines, manyPeopleLines } from './odd-carts.ts'

/** One picture of the gallery: what the background has, and what the person then does. */
export interface Scene extends Look {
  readonly background: () => FakeBackground
  readonly around?: Partial<Surroundings>
  readonly act?: (popup: Popup, background: FakeBackground) => Promise<void> | void
}

const found: CaptureOutcome = {
  kind: 'product',
  product: sample.greenTea,
  sources: { title: 'json-ld', price: 'json-ld' },
  inCart: 0,
}

interface World {
  readonly head?: CartHead
  readonly lines?: ConstructorParameters<typeof FakeBackground>[0]['lines']
  readonly capture?: CaptureOutcome | Error
}

function world({ head = sample.sharedHead, lines = sample.fullCart, capture }: World): () => FakeBackground {
  return () => {
    const background = new FakeBackground({ head, ...(lines && { lines }) })
    background.override('capture', () => {
      if (capture instanceof Error) throw capture
      return capture ?? { kind: 'unreadable' }
    })
    return background
  }
}

const noTab = { activeTab: async () => undefined }
const full = { background: world({}), around: noTab }
const empty = { head: sample.emptyHead, lines: [] }
const narrow = { width: 320, height: 640 }
const tall = { width: 400, height: 860 }
const wide = { width: 1100, height: 800 }
const inHammer = { cart: sample.sharedHead.id, key: sample.productKey(sample.hammer) }
const inTea = { cart: sample.sharedHead.id, key: sample.productKey(sample.greenTea) }
const inTeapot = { cart: sample.sharedHead.id, key: sample.productKey(sample.teapot) }

function sheet(kind: 'share' | 'join' | 'person' | 'hand') {
  return (popup: Popup): void => popup.place.open({ kind })
}

function drawn(): Promise<unknown> {
  return new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
}

function fill(selector: string, value: string): void {
  const field = document.querySelector<HTMLInputElement>(selector)
  if (!field) throw new Error(`There is no ${selector}`)
  field.value = value
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

function submit(selector: string): void {
  document.querySelector<HTMLFormElement>(selector)?.requestSubmit()
}

async function question(popup: Popup): Promise<void> {
  popup.place.open({ kind: 'question', link: await sample.sampleLink() })
}

type Network = NonNullable<CartHead['network']>
const network: Network = { ...sample.sharedHead.network, relays: [], peers: [], savedOn: 0, waiting: 0 }

/** A cart in that state, with the status line open. */
function status(state: Partial<Network>, head: Partial<CartHead> = {}): Scene {
  const { savedAt: _, ...rest } = network
  return {
    background: world({ head: { ...sample.sharedHead, network: { ...rest, ...state }, ...head } }),
    around: noTab,
    act: () => document.querySelector('.status')?.setAttribute('open', ''),
  }
}

const relays: Network['relays'] = sample.sharedHead.network?.relays ?? []
const resting = relays.map(relay => ({ ...relay, state: 'resting' as const }))
const savedAt = Date.UTC(2026, 0, 10, 12, 30)
const saving = { what: 'saving', done: 3, total: 14 } as const

/** What the status line can say. */
const statusScenes: Readonly<Record<string, Scene>> = {
  'status-saved': status({ relays, savedOn: 2, savedAt, peers: [sample.benDevice] }),
  'status-resting': status({ relays: resting, savedOn: 2, savedAt }),
  'status-waiting': status({ relays, waiting: 12 }),
  'status-saving': status({ relays, waiting: 3, progress: saving }),
  'status-saving-dark': { ...status({ relays, waiting: 3, progress: saving }), dark: true },
  'status-saving-forced': { ...status({ relays, waiting: 3, progress: saving }), forced: true },
  'status-reading-320': {
    ...status({ relays, peers: [sample.benDevice], progress: { what: 'reading', done: 120, total: 300 } }),
    size: narrow,
  },
  'status-refused': status({ relays, problem: 'refused', waiting: 2 }),
  'status-clock-320': { ...status({ relays, problem: 'clock', waiting: 2 }), size: narrow },
  'status-too-large-rtl': { ...status({ relays, problem: 'cart-too-large', waiting: 1 }), rtl: true },
  'status-local': status({}, { shared: false }),
}

const correcting = { background: world({ capture: richFound, lines: [] }), act: openCorrecting }
const correctingAll = { ...correcting, size: { width: 400, height: 1120 } }

function openCorrecting(popup: Popup): void {
  const found = popup.capture.now.value
  if (found.kind === 'product') popup.place.open({ kind: 'correct', of: productId(found.product) })
}

const lineOfTea = (tea: typeof correctedTea): Scene => ({
  background: world({ lines: [tea] }),
  around: noTab,
  act: popup => popup.place.open({ kind: 'details', ...inTea }),
  size: { width: 400, height: 1180 },
})

/** Correcting a product before it is added and in the cart, and what changed on its page. */
const correctScenes: Readonly<Record<string, Scene>> = {
  'product-rich': { background: world({ capture: richFound, lines: [] }) },
  'product-long-320': { background: world({ capture: longFound, lines: [] }), size: narrow },
  'product-corrected': {
    background: world({ capture: richFound, lines: [] }),
    act: popup => popup.capture.correct([{ field: 'price', value: { amount: 990, currency: 'EUR' } }]),
  },
  correct: correcting,
  'correct-all': correctingAll,
  'correct-all-dark': { ...correctingAll, dark: true },
  'correct-all-forced': { ...correctingAll, forced: true },
  'correct-all-rtl': { ...correctingAll, rtl: true },
  'correct-long-320': {
    background: world({ capture: longFound, lines: [] }),
    act: openCorrecting,
    size: { width: 320, height: 1500 },
  },
  // 200 % zoom of a popup of 400 by 600.
  'correct-200': { ...correcting, size: { width: 200, height: 300 } },
  'currency-open': { background: world({ capture: openFound, lines: [] }) },
  'currency-open-dark': { background: world({ capture: openFound, lines: [] }), dark: true },
  'currency-open-320': { background: world({ capture: openFound, lines: [] }), size: narrow },
  'currency-open-forced': { background: world({ capture: openFound, lines: [] }), forced: true },
  'currency-chosen': {
    background: world({ capture: openFound, lines: [] }),
    act: popup => popup.capture.chooseCurrency('CAD'),
  },
  'currency-correct': {
    background: world({ capture: openFound, lines: [] }),
    act: openCorrecting,
    size: { width: 400, height: 900 },
  },
  changes: { background: world({ lines: changedLines }), around: noTab, size: tall },
  'changes-dark': { background: world({ lines: changedLines }), around: noTab, size: tall, dark: true },
  'changes-forced': { background: world({ lines: changedLines }), around: noTab, size: tall, forced: true },
  'changes-320': {
    background: world({ lines: changedLines }),
    around: noTab,
    size: { width: 320, height: 900 },
  },
  'changes-rtl': { background: world({ lines: changedLines }), around: noTab, size: tall, rtl: true },
  'details-corrected': lineOfTea(correctedTea),
  'details-corrected-dark': { ...lineOfTea(correctedTea), dark: true },
  'details-corrected-320': { ...lineOfTea(correctedTea), size: { width: 320, height: 1400 } },
  'details-history': lineOfTea(statedTea),
  'details-tab': { ...lineOfTea(correctedTea), size: wide },
  'product-changed': {
    background: world({
      capture: {
        ...richFound,
        product: { ...richFound.product, price: { amount: 1090, currency: 'EUR' } },
        line: sample.productKey(sample.greenTea),
        inCart: 3,
      },
      lines: changedLines,
    }),
  },
}

export const scenes: Readonly<Record<string, Scene>> = {
  empty: { background: world(empty), around: noTab },
  'empty-dark': { background: world(empty), around: noTab, dark: true },
  'empty-none': {
    background: world({
      ...empty,
      capture: { kind: 'none', title: 'Our story', url: 'https://tea.example/about' },
    }),
  },
  'first-product': { background: world({ ...empty, capture: found }) },
  reading: {
    background: () => {
      const background = world(empty)()
      background.hold()
      return background
    },
  },
  loading: {
    background: () =>
      Object.assign(world({})(), { subscribe: () => undefined, request: () => new Promise(() => undefined) }),
  },
  product: { background: world({ capture: found, lines: sample.fullCart.slice(1) }) },
  'product-dark': { background: world({ capture: found, lines: sample.fullCart.slice(1) }), dark: true },
  'product-had': { background: world({ capture: { ...found, inCart: 3 } }) },
  added: {
    background: world({ capture: found, lines: sample.fullCart.slice(1) }),
    act: async popup => popup.flash(await popup.capture.add(2)),
  },
  unreadable: { background: world({ capture: { kind: 'unreadable' } }) },
  'capture-failed': { background: world({ capture: new UserError('page-gone') }) },
  cart: full,
  'cart-dark': { ...full, dark: true },
  'cart-forced': { ...full, forced: true, size: tall },
  'cart-forced-dark': { ...full, forced: true, dark: true, size: tall },
  'cart-320': { ...full, size: narrow },
  'cart-360': { ...full, size: { width: 360, height: 640 } },
  'cart-rtl': { ...full, rtl: true },
  'cart-tab': { ...full, size: wide },
  'cart-people': { background: world({ lines: manyPeopleLines }), around: noTab },
  'cart-people-360': {
    background: world({ lines: manyPeopleLines }),
    around: noTab,
    size: { width: 360, height: 640 },
  },
  'cart-long': { background: world({ lines: longLines }), around: noTab },
  'cart-long-320': { background: world({ lines: longLines }), around: noTab, size: narrow },
  'cart-hostile': { background: world({ head: hostileHead, lines: hostileLines }), around: noTab },
  note: { ...full, act: popup => popup.place.open({ kind: 'note', ...inTeapot }) },
  details: {
    ...full,
    act: popup => popup.place.open({ kind: 'details', ...inTeapot }),
  },
  rename: {
    ...full,
    act: popup => popup.place.open({ kind: 'rename', cart: sample.sharedHead.id }),
  },
  'rename-refused': {
    background: world({ head: sample.emptyHead }),
    around: noTab,
    act: async popup => {
      popup.place.open({ kind: 'rename', cart: sample.emptyHead.id })
      await drawn()
      submit('.rename')
    },
  },
  'details-refused': {
    ...full,
    act: async popup => {
      popup.place.open({ kind: 'details', ...inHammer })
      await drawn()
      fill('.product-form [inputmode=decimal]', 'cheap')
      await drawn()
      submit('.product-form')
    },
  },
  undo: { ...full, act: popup => popup.actions.remove(sample.lineOf(sample.hammer)) },
  unsaved: {
    background: world({ head: { ...sample.sharedHead, unsaved: 'full', skipped: 2 } }),
    around: noTab,
  },
  offline: {
    background: world({
      head: { ...sample.sharedHead, network: { relays: [], peers: [], savedOn: 0, waiting: 1 } },
    }),
    around: noTab,
  },
  ...statusScenes,
  ...correctScenes,
  unreached: {
    background: world({
      ...empty,
      head: {
        ...sample.emptyHead,
        shared: true,
        network: { relays: [], peers: [], savedOn: 0, waiting: 1 },
      },
    }),
    around: noTab,
  },
  switcher: {
    background: world({
      head: {
        ...sample.emptyHead,
        carts: [
          ...sample.emptyHead.carts,
          { id: 'cart-0000000000B', shared: true, people: ['Ada'], saved: 'saved' },
        ],
      },
    }),
    around: noTab,
  },
  error: { ...full, act: popup => popup.report(new UserError('line-gone')) },
  bug: { ...full, act: popup => popup.report(new TypeError('cannot read properties of undefined')) },
  'share-name': { background: world({ head: sample.emptyHead }), around: noTab, act: sheet('share') },
  share: { ...full, act: sheet('share') },
  'share-dark': { ...full, act: sheet('share'), dark: true },
  'share-320': { ...full, act: sheet('share'), size: narrow },
  'share-no-relays': {
    ...full,
    act: (popup, background) => {
      background.override('share', () => {
        throw new UserError('no-relays')
      })
      popup.place.open({ kind: 'share' })
    },
  },
  join: { ...full, act: question },
  'join-dark': { ...full, act: question, dark: true },
  'join-unreached': {
    ...full,
    act: (popup, background) => {
      background.override('previewLink', () => ({ reached: false, members: [], lines: 0 }))
      return question(popup)
    },
  },
  'join-paste': { ...full, act: sheet('join') },
  hand: { ...full, act: sheet('hand') },
  'hand-rtl': { ...full, act: sheet('hand'), rtl: true },
  person: { ...full, act: sheet('person') },
}
