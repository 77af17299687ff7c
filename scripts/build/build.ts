import { join } from 'node:path'
import type { BuildDefaults } from './defaults.ts'
import { extensionFor } from './extension.ts'
import { guestPage } from './guest.ts'
import { browsers } from './manifest.ts'
import { addFile, type Output, writeOutput } from './output.ts'

/**
 * Builds everything that is shipped, by folder under `dist`: `chromium`, `firefox`, `guest`, and `build`, which says
 * what the build was made with. Writes nothing unless all of it succeeds, and the same sources give the same bytes.
 */
export async function build(root: string, defaults: BuildDefaults): Promise<ReadonlyMap<string, Output>> {
  const outputs = new Map<string, Output>()
  for (const browser of browsers) outputs.set(browser, await extensionFor(browser, root, defaults))
  outputs.set('guest', await guestPage(root, defaults))
  const record: Output = new Map()
  addFile(record, 'defaults.json', `${JSON.stringify(defaults, null, 2)}\n`)
  outputs.set('build', record)
  for (const [folder, output] of outputs) await writeOutput(join(root, 'dist', folder), output)
  return outputs
}
