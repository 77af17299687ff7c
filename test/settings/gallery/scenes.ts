import type { SettingsCart, SettingsEvent } from '../../../extension/messages/settings-surface.ts'
import { UserError } from '../../../extension/user-error.ts'
import type { Look } from '../../popup/gallery/look.ts'
import type { FakeSettings } from '../fake-settings.ts'
import { garden, groceries, ownCart, sampleSettings } from '../sample-settings.ts'

/** One picture of the settings page. */
interface SettingsScene extends Look {
  readonly event: SettingsEvent
  /** The background does not answer. */
  readonly silent?: boolean
  /** What the person does, one step after the other. */
  readonly act?: (background: FakeSettings) => readonly (() => void)[]
}

const wide = { width: 1100, height: 800 }
const narrow = { width: 320, height: 640 }
const normal = { event: sampleSettings, size: wide, whole: true }

function click(label: string): () => void {
  return () => {
    const buttons = [...document.querySelectorAll('button')]
    const button = buttons.find(each => (each.getAttribute('aria-label') ?? each.textContent) === label)
    if (!button) throw new Error(`There is no button ${label}`)
    button.click()
  }
}

function type(label: string, value: string): () => void {
  return () => {
    const [found] = [...document.querySelectorAll('label')].filter(each => each.textContent === label)
    const field = document.getElementById(found?.htmlFor ?? '') as HTMLInputElement | null
    if (!field) throw new Error(`There is no field ${label}`)
    field.value = value
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
}

function only(cart: SettingsCart): SettingsEvent {
  return { ...sampleSettings, chosen: cart.id, carts: [cart] }
}

const long = 'word-that-does-not-end-'.repeat(8)
const longCart: SettingsCart = {
  ...groceries,
  name: `A cart with quite a long name, ${long}`,
  relays: groceries.relays.map((relay, at) =>
    at === 0 ? { ...relay, url: `wss://${long}.example/${long}` } : relay,
  ),
  network: {
    relays: groceries.relays.map(({ url }, at) => ({
      url: at === 0 ? `wss://${long}.example/${long}` : url,
      state: 'failed',
      hasAll: false,
      problem: 'error: <b>no</b> '.repeat(17),
    })),
    peers: [],
    savedOn: 0,
    waiting: 1234,
  },
}

const saving: SettingsCart = {
  ...groceries,
  network: {
    relays: [],
    peers: [],
    savedOn: 0,
    waiting: 9,
    progress: { what: 'saving', done: 9, total: 14 },
  },
}
const refusing = groceries.relays.map(({ url }) => ({
  url,
  state: 'connected' as const,
  hasAll: false,
  problem: 'blocked: not on this relay',
}))
const { network: _, ...unheard } = groceries
const { person: _p, ...unnamed } = sampleSettings

/** Every state of the settings page, by the name of its picture. */
export const settingsScenes: Readonly<Record<string, SettingsScene>> = {
  settings: normal,
  'settings-dark': { ...normal, dark: true },
  'settings-forced': { ...normal, forced: true },
  'settings-forced-dark': { ...normal, forced: true, dark: true },
  'settings-rtl': { ...normal, rtl: true },
  'settings-320': { ...normal, size: narrow },
  'settings-320-dark': { ...normal, size: narrow, dark: true },
  'settings-600': { ...normal, size: { width: 600, height: 800 } },
  'settings-1400': { ...normal, size: { width: 1400, height: 900 } },
  'settings-loading': { ...normal, silent: true },
  'settings-empty': { ...normal, event: { ...unnamed, chosen: ownCart.id, carts: [ownCart] } },
  'settings-empty-dark': { ...normal, event: only(ownCart), dark: true },
  'settings-local': { ...normal, act: () => [click('My cartOn this device only')] },
  'settings-one-cart': { ...normal, event: only(garden) },
  'settings-connecting': { ...normal, event: only(unheard) },
  'settings-no-relays': { ...normal, event: only({ ...unheard, relays: [] }) },
  'settings-saving': { ...normal, event: only(saving) },
  'settings-refused': {
    ...normal,
    event: only({
      ...groceries,
      network: { relays: refusing, peers: [], savedOn: 0, waiting: 1, problem: 'refused' },
    }),
  },
  'settings-long': { ...normal, event: { ...sampleSettings, carts: [longCart, garden] } },
  'settings-long-320': { ...normal, event: { ...sampleSettings, carts: [longCart, garden] }, size: narrow },
  'settings-name-missing': { ...normal, act: () => [type('Your name', ''), click('Save')] },
  'settings-name-saved': { ...normal, act: () => [type('Your name', 'Anita'), click('Save')] },
  'settings-remove': { ...normal, act: () => [click('Remove relay-two.example')] },
  'settings-remove-320': { ...normal, size: narrow, act: () => [click('Remove relay-two.example')] },
  'settings-reset': { ...normal, act: () => [click('Use the recommended relays')] },
  'settings-trying': {
    ...normal,
    act: background => {
      background.override('addRelay', () => new Promise(() => undefined))
      return [type('Add a relay', 'relay-four.example'), click('Add')]
    },
  },
  'settings-add-fails': {
    ...normal,
    act: background => {
      background.override('addRelay', () => {
        throw new UserError('relay-fails', 'restricted: this relay is for its own people')
      })
      return [type('Add a relay', 'relay-four.example'), click('Add')]
    },
  },
  'settings-add-wrong-320': { ...normal, size: narrow, act: () => [type('Add a relay', 'https://x')] },
}
