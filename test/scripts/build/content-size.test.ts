import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { captureScript } from '../../../scripts/corpus/capture-script.ts'
import { projectRoot } from '../../../scripts/script.ts'

test('the script that goes into shop pages is at most 30 KB, packed', async () => {
  expect(gzipSync(await captureScript(projectRoot)).length).toBeLessThanOrEqual(30 * 1024)
})
