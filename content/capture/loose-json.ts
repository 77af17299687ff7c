import { unescapeHtml } from './clean-text.ts'

/**
 * Parses JSON as shops write it into pages: in CDATA or HTML comments, HTML-escaped, with raw control characters in
 * strings, comments, trailing commas, a semicolon at the end, names without quotes and strings in single ones.
 * Undefined if it is beyond repair, or no JSON and not to be repaired (`mends` is false).
 */
export function parseLooseJson(text: string, mends = true): unknown {
  const bare = text
    .replace(/^\s*(?:\/\/|\/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*\/)?/, '')
    .replace(/(?:\/\/|\/\*)?\s*(?:\]\]>|-->)\s*(?:\*\/)?\s*$/, '')
    .trim()
  if (!bare) return undefined
  return parse(bare) ?? (mends ? (parse(repaired(bare)) ?? parse(repaired(unescapeHtml(bare)))) : undefined)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON this way: the caller tries the next repair, and in the end answers that there is none.
    return undefined
  }
}

// A string, or one of the things that JSON does not have.
const string = String.raw`"[^"\\]*(?:\\[\s\S][^"\\]*)*"`
const tokens = new RegExp(
  String.raw`${string}|'([^'\\]*(?:\\[\s\S][^'\\]*)*)'|\/\*[\s\S]*?\*\/|\/\/[^\n]*|([a-z_$][\w$.]*)(?=(\s*:)?)|,\s*(?=,)`,
  'gi',
)
// Commas that end a list; a comment may have hidden them from the first pass.
const lastCommas = new RegExp(String.raw`${string}|,(?=\s*[}\]])`, 'g')

function repaired(text: string): string {
  return text
    .replace(/;\s*$/, '')
    .replace(tokens, (token, single?: string, word?: string, colon?: string) => {
      if (token.startsWith('"')) return escapeControls(token)
      if (single !== undefined)
        return escapeControls(`"${single.replace(/\\'/g, "'").replace(/(?<!\\)"/g, '\\"')}"`)
      if (!word) return ''
      // Part of a number ("1e5"), or a variable, whose value is not known.
      return colon ? `"${word}"` : /^(?:true|false|null|e\d*)$/i.test(word) ? word : 'null'
    })
    .replace(lastCommas, token => (token.startsWith('"') ? token : ''))
}

function escapeControls(string: string): string {
  return (
    string
      // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them raw in strings
      .replace(/[\u0000-\u001f]/g, control => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .replace(/\\(?!["\\/bfnrtu])/g, '\\\\')
  )
}
