import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ts from 'typescript'
import { ScriptFailure } from '../failure.ts'
import { projectRoot, runScript } from '../script.ts'
import { run } from './command.ts'

/* Fails where code outside extension/browser/ uses the WebExtension API by its global name: import rules cannot see it. */

/** Line numbers at which `source` uses a global `chrome`, or a `browser` that it does not declare itself. */
export function browserApiUses(path: string, text: string): number[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const lines: number[] = []
  const visit = (node: ts.Node): void => {
    if (usesGlobal(node)) lines.push(source.getLineAndCharacterOfPosition(node.getStart()).line + 1)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return lines
}

/** `chrome.x`, `browser?.x`, `globalThis.chrome`, `typeof chrome`; not a type such as `chrome.offscreen.Reason`. */
function usesGlobal(node: ts.Node): boolean {
  if (!ts.isIdentifier(node) || !/^(chrome|browser)$/.test(node.text)) return false
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return ts.isIdentifier(parent.expression) && /^(globalThis|self|window)$/.test(parent.expression.text)
  }
  return (
    (ts.isPropertyAccessExpression(parent) && parent.expression === node) ||
    ts.isTypeOfExpression(parent) ||
    (ts.isElementAccessExpression(parent) && parent.expression === node)
  )
}

async function main(): Promise<void> {
  const pathspecs = [
    'background',
    'content',
    'extension',
    'guest',
    'popup',
    'settings',
    'ui',
    ':!extension/browser',
  ]
  const listing = await run(
    {
      program: 'git',
      parameters: ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...pathspecs],
    },
    60_000,
  )
  if (!listing.ok) throw new ScriptFailure(listing.output)
  const breaches: string[] = []
  for (const path of listing.output.split('\n').filter(line => /\.tsx?$/.test(line))) {
    const text = await readFile(join(projectRoot, path), 'utf8')
    breaches.push(...browserApiUses(path, text).map(line => `${path}:${line}`))
  }
  if (breaches.length > 0) {
    throw new ScriptFailure(
      `Only extension/browser/ may use the WebExtension API; put a function there:\n${breaches.join('\n')}`,
    )
  }
}

if (process.argv[1] === import.meta.filename) runScript(main)
