import { unescapeHtml } from './clean-text.ts'

/**
 * Parses JSON as shops write it into pages: in CDATA or HTML comments, HTML-escaped, with raw control characters in
 * strings, comments, trailing commas, a semicolon at the end. Undefined if it is beyond repair.
 */
export function parseLooseJson(text: string): unknown {
  const bare = text
    .replace(/^\s*(?:\/\/|\/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*\/)?/, '')
    .replace(/(?:\/\/|\/\*)?\s*(?:\]\]>|-->)\s*(?:\*\/)?\s*$/, '')
    .trim()
  if (!bare) return undefined
  return parse(bare) ?? parse(repaired(bare)) ?? parse(repaired(unescapeHtml(bare)))
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
const tokens = /"(?:[^"\\]|\\[\s\S])*"|\/\*[\s\S]*?\*\/|\/\/[^\n]*|,(?=\s*[}\]])|,\s*(?=,)/g

function repaired(text: string): string {
  return (
    text
      .replace(/;\s*$/, '')
      .replace(tokens, token => (token.startsWith('"') ? escapeControls(token) : ''))
      // Commas that a comment hid from the first pass.
      .replace(/"(?:[^"\\]|\\[\s\S])*"|,(?=\s*[}\]])/g, token => (token.startsWith('"') ? token : ''))
  )
}

function escapeControls(string: string): string {
  return (
    string
      // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them raw in strings
      .replace(/[\u0000-\u001f]/g, control => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .replace(/\\(?!["\\/bfnrtu])/g, '\\\\')
  )
}
