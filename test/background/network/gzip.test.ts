import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { gunzip, gzip } from '../../../background/network/gzip.ts'

const content = new TextEncoder().encode('milk, bread, milk, bread, milk')

test('it is the gzip that everyone else reads and writes', async () => {
  expect(new Uint8Array(gunzipSync(await gzip(content)))).toEqual(content)
  expect(await gunzip(gzipSync(content), 100)).toEqual(content)
  expect(await gunzip(await gzip(new Uint8Array()), 100)).toEqual(new Uint8Array())
})

test('content is read up to the limit and no further', async () => {
  expect(await gunzip(gzipSync(content), content.length)).toEqual(content)
  await expect(gunzip(gzipSync(content), content.length - 1)).rejects.toThrow(RangeError)
  await expect(gunzip(gzipSync(new Uint8Array(50_000_000)), 1_000)).rejects.toThrow(RangeError)
})

test('what is not gzip, or only a part of it, is refused', async () => {
  await expect(gunzip(content, 1_000)).rejects.toThrow()
  await expect(gunzip(gzipSync(content).subarray(0, 20), 1_000)).rejects.toThrow()
})
