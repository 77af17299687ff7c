import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ScriptFailure } from '../failure.ts'
import { type BundleContext, bundle, requireFile } from './bundle.ts'
import type { BuildDefaults } from './defaults.ts'
import { addFile, type Output } from './output.ts'

type Messages = Readonly<Record<string, { readonly message: string; readonly placeholders?: unknown }>>

/** The static page that a cart link opens, in English, ready to be put on any web server. */
export async function guestPage(root: string, defaults: BuildDefaults): Promise<Output> {
  const bundled: Output = new Map()
  // Phones open this page, so it is built for older browsers than the extension.
  const context: BundleContext = { root, target: 'es2020', defaults }
  await bundle({ entries: ['guest/main.ts', 'guest/guest.css'] }, context, bundled)
  requireFile(root, 'guest/index.html')
  const page = await readFile(join(root, 'guest/index.html'), 'utf8')
  const messages = JSON.parse(
    await readFile(join(root, 'extension/locales/en/messages.json'), 'utf8'),
  ) as Messages
  const output: Output = new Map()
  for (const [path, content] of bundled) addFile(output, path.replace(/^guest\//, ''), content)
  addFile(output, 'index.html', fillMessages(page, messages))
  return output
}

/** Puts messages for `__MSG_key__`, escaped for HTML text and attributes. Throws a ScriptFailure on an unknown key. */
export function fillMessages(html: string, messages: Messages): string {
  return html.replace(/__MSG_(\w+?)__/g, (_, key: string) => {
    const entry = Object.hasOwn(messages, key) ? messages[key] : undefined
    if (!entry) throw new ScriptFailure(`guest/index.html asks for the message ${key}, which does not exist`)
    if (entry.placeholders) {
      throw new ScriptFailure(`guest/index.html asks for the message ${key}, which needs values`)
    }
    return escapeHtml(entry.message)
  })
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, character => entities[character] ?? character)
}
