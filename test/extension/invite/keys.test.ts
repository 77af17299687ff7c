import { hkdfSync, webcrypto } from 'node:crypto'
import { getPublicKey } from 'nostr-tools/pure'
import { expect, test } from 'vitest'
import { deriveKeys, deriveRelaySeed } from '../../../extension/invite/keys.ts'

const secret = Uint8Array.from({ length: 32 }, (_, index) => index)
const iv = new Uint8Array(12)
const message = new TextEncoder().encode('a known message')

function hex(bytes: ArrayBuffer | Uint8Array): string {
  return Buffer.from(bytes as Uint8Array).toString('hex')
}

/** The same derivation by Node's own HKDF. */
function expected(label: string, length: number): ArrayBuffer {
  return hkdfSync('sha256', secret, new Uint8Array(), `common-cart/1/${label}`, length)
}

// Frozen: a change here would part every cart from its mailbox and its members.
test('the keys of a known secret', async () => {
  const keys = await deriveKeys(secret)
  expect({
    publicKey: getPublicKey(keys.signingKey),
    content: hex(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, keys.contentKey, message)),
    tag: hex(await crypto.subtle.sign('HMAC', keys.tagKey, message)),
    roomName: keys.roomName,
    roomPassword: keys.roomPassword,
  }).toMatchInlineSnapshot(`
    {
      "content": "174301623d033361fac5a32512d79ca575f7a633ccb96b272186b92bba0635",
      "publicKey": "23a8b5912e28f89873363cb75ae18ae8b99cee3ec4c511cf827144940a2e155a",
      "roomName": "oFEZsXtmlks1yOqdISkZBg",
      "roomPassword": "e0f9HRk8fGR_Bly6dPsevMZ4MO3oHF-JnAIww4WI4Xg",
      "tag": "57349e0d984f877a4af14ce9527e0be5901b2fd8fd68a1aa9b665deb6dc1e64a",
    }
  `)
})

test('every key is HKDF-SHA-256 of the secret under its own label', async () => {
  const keys = await deriveKeys(secret)
  expect(hex(keys.signingKey)).toBe(hex(expected('signing', 32)))
  expect(keys.roomName).toBe(Buffer.from(expected('room-name', 16)).toString('base64url'))
  expect(keys.roomPassword).toBe(Buffer.from(expected('room-password', 32)).toString('base64url'))
  const aes = await webcrypto.subtle.importKey('raw', expected('content', 32), 'AES-GCM', false, ['encrypt'])
  expect(hex(await webcrypto.subtle.encrypt({ name: 'AES-GCM', iv }, aes, message))).toBe(
    hex(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, keys.contentKey, message)),
  )
})

test('keys that encrypt or sign cannot be taken out', async () => {
  const { contentKey, tagKey } = await deriveKeys(secret)
  expect([contentKey.extractable, tagKey.extractable]).toEqual([false, false])
})

test('another secret has nothing in common', async () => {
  const [one, other] = await Promise.all([deriveKeys(secret), deriveKeys(new Uint8Array(32))])
  expect(hex(one.signingKey)).not.toBe(hex(other.signingKey))
  expect(one.roomName).not.toBe(other.roomName)
  expect(one.roomPassword).not.toBe(other.roomPassword)
})

test('relays are ranked by a seed of their own label', async () => {
  expect(await deriveRelaySeed(secret)).toBe(Buffer.from(expected('relays', 16)).toString('base64url'))
})
