import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { envelopeSizes, maxContent, open, seal } from '../../../background/network/envelope.ts'
import { deriveKeys } from '../../../extension/invite/keys.ts'

let key: CryptoKey
let otherKey: CryptoKey

beforeAll(async () => {
  key = (await deriveKeys(new Uint8Array(32).fill(1))).contentKey
  otherKey = (await deriveKeys(new Uint8Array(32).fill(2))).contentKey
})

function bytesOf(sealed: string): Buffer {
  return Buffer.from(sealed, 'base64')
}

test('what is sealed opens again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.string(), async (content, context) => {
      expect(await open(key, context, await seal(key, context, content))).toEqual(content)
    }),
  )
})

test('only the size class can be seen from outside', async () => {
  const overhead = 1 + 12 + 4 + 16
  for (const [index, size] of envelopeSizes.entries()) {
    const smallest = index === 0 ? 0 : (envelopeSizes[index - 1] ?? 0) - overhead + 1
    for (const length of [smallest, size - overhead]) {
      expect(bytesOf(await seal(key, 'a', new Uint8Array(length))).length).toBe(size)
    }
  }
})

test('the largest content fits and one byte more does not', async () => {
  const largest = randomBytes(maxContent)
  expect(Buffer.from(await open(key, 'a', await seal(key, 'a', largest)))).toEqual(largest)
  await expect(seal(key, 'a', randomBytes(maxContent + 1))).rejects.toMatchObject({ fault: 'too-large' })
})

test('the same content never looks the same', async () => {
  const content = new Uint8Array(10)
  expect(await seal(key, 'a', content)).not.toBe(await seal(key, 'a', content))
})

test('a change of any byte is noticed', async () => {
  const sealed = bytesOf(await seal(key, 'a', new TextEncoder().encode('hello')))
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    const fault = at === 0 ? 'unknown-version' : 'unreadable'
    await expect(open(key, 'a', changed.toString('base64')), `byte ${at}`).rejects.toMatchObject({ fault })
  }
})

test('another context, another key, a cut or no envelope at all do not open', async () => {
  const sealed = await seal(key, 'a', new Uint8Array(10))
  const cut = bytesOf(sealed).subarray(0, 500).toString('base64')
  await expect(open(key, 'b', sealed)).rejects.toMatchObject({ fault: 'unreadable' })
  await expect(open(otherKey, 'a', sealed)).rejects.toMatchObject({ fault: 'unreadable' })
  await expect(open(key, 'a', cut)).rejects.toMatchObject({ fault: 'unreadable' })
  await expect(open(key, 'a', '')).rejects.toMatchObject({ fault: 'unreadable' })
  await expect(open(key, 'a', 'A'.repeat(60_004))).rejects.toMatchObject({ fault: 'too-large' })
})
