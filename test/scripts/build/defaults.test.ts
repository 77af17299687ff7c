import { describe, expect, test } from 'vitest'
import { shippedRelays } from '../../../extension/relays/relay-list.ts'
import { readBuildDefaults } from '../../../scripts/build/defaults.ts'

describe('readBuildDefaults', () => {
  test('has the shipped relays and no guest page when the environment names none', () => {
    expect(readBuildDefaults({})).toEqual({ relays: shippedRelays })
    expect(readBuildDefaults({ RELAYS: ' , ', GUEST_PAGE: '' })).toEqual({ relays: shippedRelays })
  })

  test('has no relays when it is told so', () => {
    expect(readBuildDefaults({ RELAYS: 'none' })).toEqual({ relays: [] })
  })

  test('normalises, trims and drops repeats', () => {
    expect(
      readBuildDefaults({
        RELAYS: ' wss://Relay.Example ,wss://relay.example/, ws://127.0.0.1:7000',
        GUEST_PAGE: 'https://cart.example/open',
      }),
    ).toEqual({
      relays: ['wss://relay.example', 'ws://127.0.0.1:7000'],
      guestPage: 'https://cart.example/open',
    })
  })

  test('takes how soon the network rests', () => {
    expect(readBuildDefaults({ RELAYS: 'none', QUIET_SECONDS: ' 2.5 ' })).toEqual({
      relays: [],
      quietSeconds: 2.5,
    })
  })

  test.each([
    ['QUIET_SECONDS', 'soon'],
    ['QUIET_SECONDS', '0'],
    ['QUIET_SECONDS', '-1'],
    ['QUIET_SECONDS', '1e9'],
    ['RELAYS', 'relay.example'],
    ['RELAYS', 'https://relay.example'],
    ['RELAYS', 'ws://relay.example'],
    ['RELAYS', 'wss://me@relay.example'],
    ['RELAYS', 'wss://relay.example#x'],
    ['GUEST_PAGE', 'http://cart.example'],
    ['GUEST_PAGE', 'javascript:alert(1)'],
    ['GUEST_PAGE', 'https://cart.example/#'],
    ['GUEST_PAGE', 'https://:word@cart.example/'],
  ])('refuses %s=%s and says which it was', (name, value) => {
    expect(() => readBuildDefaults({ [name]: value })).toThrow(`${name}: "${value}"`)
  })

  test.each(['http://localhost:8000/', 'http://[::1]:8000/', 'http://cart.localhost/'])(
    'takes an unencrypted %s on this machine',
    page => {
      expect(readBuildDefaults({ GUEST_PAGE: page }).guestPage).toBe(page)
    },
  )
})
