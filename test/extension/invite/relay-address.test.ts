import { expect, test } from 'vitest'
import { relayAddress } from '../../../extension/invite/relay-address.ts'

test.each([
  ['wss://relay.example', 'wss://relay.example'],
  ['WSS://Relay.Example:443/', 'wss://relay.example'],
  ['wss://relay.example:8443/nostr/?a=b', 'wss://relay.example:8443/nostr?a=b'],
  ['ws://127.0.0.1:7777', 'ws://127.0.0.1:7777'],
  ['ws://localhost:7777/', 'ws://localhost:7777'],
  ['ws://[::1]:7777', 'ws://[::1]:7777'],
])('%s is %s', (text, address) => {
  expect(relayAddress(text)).toBe(address)
})

test.each([
  '',
  'relay.example',
  'https://relay.example',
  'javascript:alert(1)',
  'ws://relay.example',
  'ws://192.168.1.2',
  'ws://127.0.0.1.example',
  'wss://user@relay.example',
  'wss://relay.example/#a',
])('%s is not an address that a cart may use', text => {
  expect(relayAddress(text)).toBeUndefined()
})
