import { bundle } from '../build/bundle.ts'
import { readBuildDefaults } from '../build/defaults.ts'
import { contentScript, targets } from '../build/extension.ts'
import type { Output } from '../build/output.ts'
import { ScriptFailure } from '../failure.ts'

/** The capture script as it ships to Chromium, built from the sources as they are now: what lies in dist may be older. */
export async function captureScript(root: string): Promise<string> {
  const output: Output = new Map()
  const context = { root, target: targets.chromium, defaults: readBuildDefaults(process.env) }
  await bundle(contentScript, context, output)
  const script = output.get('content/main.js')
  if (!script) throw new ScriptFailure('The build has no content/main.js')
  return new TextDecoder().decode(script)
}
