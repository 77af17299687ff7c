import { readBuildDefaults } from '../build/defaults.ts'
import { extensionFor } from '../build/extension.ts'
import { ScriptFailure } from '../failure.ts'

/** The capture script as it ships, built from the sources as they are now: what lies in dist may be older. */
export async function captureScript(root: string): Promise<string> {
  const extension = await extensionFor('chromium', root, readBuildDefaults(process.env))
  const script = extension.get('content/main.js')
  if (!script) throw new ScriptFailure('The build has no content/main.js')
  return new TextDecoder().decode(script)
}
