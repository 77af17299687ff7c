import type { SettingsCart, SettingsEvent } from '../../extension/messages/settings-surface.ts'
import { benDevice } from '../popup/sample-cart.ts'

/* Invented people, carts and relays for tests and pictures. */

export const noon = new Date()
noon.setHours(12, 5)
const at = noon.getTime()
const lastTuesday = Date.UTC(2026, 0, 6, 9, 40)

export const groceries: SettingsCart = {
  id: 'cart-0000000000A',
  name: 'Groceries & more',
  shared: true,
  people: ['Ben', 'Cem Yıldız'],
  saved: 'saved',
  relays: [
    { url: 'wss://relay-one.example', origin: 'picked' },
    { url: 'wss://relay-two.example', origin: 'picked' },
    { url: 'wss://relay-three.example', origin: 'member' },
    { url: 'wss://relay.home.example/carts', origin: 'you' },
  ],
  network: {
    relays: [
      {
        url: 'wss://relay-one.example',
        state: 'connected',
        hasAll: true,
        answeredAt: at,
        holds: { events: 4, bytes: 12_340, devices: 3 },
      },
      {
        url: 'wss://relay-two.example',
        state: 'connected',
        hasAll: false,
        answeredAt: at,
        holds: { events: 1, bytes: 1_480, devices: 1 },
      },
      {
        url: 'wss://relay-three.example',
        state: 'failed',
        hasAll: false,
        answeredAt: lastTuesday,
        problem: 'timed out',
      },
      {
        url: 'wss://relay.home.example/carts',
        state: 'connected',
        hasAll: false,
        answeredAt: at,
        problem: 'blocked: this relay keeps notes only',
        holds: { events: 0, bytes: 0, devices: 0 },
      },
    ],
    peers: [],
    savedOn: 1,
    savedAt: at,
    waiting: 0,
  },
}

export const garden: SettingsCart = {
  id: 'cart-0000000000B',
  shared: true,
  people: ['Ada'],
  saved: 'waiting',
  relays: [{ url: 'wss://relay-one.example', origin: 'picked' }],
  network: {
    relays: [{ url: 'wss://relay-one.example', state: 'resting', hasAll: false, answeredAt: at }],
    peers: [benDevice],
    savedOn: 0,
    waiting: 2,
  },
}

export const ownCart: SettingsCart = {
  id: 'cart-0000000000C',
  shared: false,
  people: [],
  saved: 'local',
  relays: [],
}

export const sampleSettings: SettingsEvent = {
  person: 'Ana Ruiz',
  chosen: groceries.id,
  carts: [groceries, garden, ownCart],
}
