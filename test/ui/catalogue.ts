import catalogue from '../../extension/locales/en/messages.json' with { type: 'json' }
import type { MessageKey } from '../../extension/messages/message-key.ts'

interface Entry {
  readonly message: string
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>
}

/** As `i18n.getMessage` of a browser: fills the placeholders of the English catalogue; '' for an unknown key. */
export function message(key: MessageKey, substitutions: readonly string[] = []): string {
  const entry: Entry | undefined = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined
  if (!entry) return ''
  return entry.message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const content = entry.placeholders?.[name.toLowerCase()]?.content ?? ''
    return content.replace(/\$(\d)/g, (_, at: string) => substitutions[Number(at) - 1] ?? '')
  })
}
