import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { projectRoot } from '../../scripts/script.ts'
import { run } from '../../scripts/test/command.ts'

/** A tree that keeps every rule. */
const clean: Readonly<Record<string, string>> = {
  'extension/limits.ts': 'export const a = 1',
  'extension/cart/cart.ts':
    "import { a } from '../limits.ts'\nimport { b } from '../product/product.ts'\nexport const c = [a, b]",
  'extension/product/product.ts': 'export const b = 1',
  'extension/browser/tabs.ts':
    "import browser from 'webextension-polyfill'\nexport const tabs = browser.tabs",
  'ui/button.ts': "import { a } from '../extension/limits.ts'\nexport const button = a",
  'popup/main.ts': "import { tabs } from '../extension/browser/tabs.ts'\nexport const d = tabs",
  'background/network/protocol.ts': 'export type Line = string',
  'background/network/wire.ts': 'export const read = 1',
  'background/network/network.ts': "import { read } from './wire.ts'\nexport const e = read",
  'background/network-host/host.ts': "import { read } from '../network/wire.ts'\nexport const f = read",
  'background/main.ts': "import type { Line } from './network/protocol.ts'\nexport const g: Line = ''",
  'scripts/tool.ts': "import { d } from '../popup/main.ts'\nexport const h = d",
}

/** One breach of each rule, by the rule's name: a new file's path and its code. */
const breaches: Readonly<Record<string, readonly [path: string, code: string]>> = {
  'no-cycles': ['extension/product/product.ts', "import { c } from '../cart/cart.ts'\nexport const b = [c]"],
  'imports-resolve': ['extension/gone.ts', "import './nothing.ts'"],
  'background-imports-only-shared-code': ['background/view.ts', "import '../popup/main.ts'"],
  'popup-imports-only-shared-code': ['popup/own.ts', "import '../background/main.ts'"],
  'settings-imports-only-shared-code': ['settings/own.ts', "import '../popup/main.ts'"],
  'ui-is-for-pages': ['background/drawn.ts', "import '../ui/button.ts'"],
  'content-imports-only-shared-code': ['content/main.ts', "import '../popup/main.ts'"],
  'guest-imports-only-shared-code': ['guest/main.ts', "import '../popup/main.ts'"],
  'shared-code-knows-no-context': ['extension/wrong.ts', "import '../popup/main.ts'"],
  'cart-and-product-are-pure': ['extension/cart/stored.ts', "import '../browser/tabs.ts'"],
  'webextension-api-only-in-extension-browser': [
    'popup/direct.ts',
    "import browser from 'webextension-polyfill'\nbrowser.tabs",
  ],
  'background-meets-network-by-its-protocol': ['background/carts/carts.ts', "import '../network/network.ts'"],
  'only-network-host-opens-the-line': ['background/store/store.ts', "import '../network/wire.ts'"],
  'network-knows-no-background': ['background/network/reach.ts', "import '../main.ts'"],
  'no-tools-in-the-product': ['popup/tooled.ts', "import '../scripts/tool.ts'"],
  'no-development-packages-in-the-product': ['popup/heavy.ts', "import { build } from 'esbuild'\nbuild"],
}

let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'common-cart-imports-'))
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'tsconfig.base.json', 'package.json']) {
    await cp(join(projectRoot, file), join(root, file))
  }
  await symlink(join(projectRoot, 'node_modules'), join(root, 'node_modules'))
  for (const [path, code] of Object.entries(clean)) await write(path, code)
})

afterEach(() => rm(root, { recursive: true, force: true }))

async function write(path: string, code: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), code)
}

/** The names of the rules that the tree breaks. */
async function brokenRules(): Promise<string[]> {
  const parameters = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', '.']
  const { output } = await run({ program: 'depcruise', parameters, folder: root }, 60_000)
  const report = JSON.parse(output.slice(output.indexOf('{'))) as {
    summary: { violations: { rule: { name: string } }[] }
  }
  return [...new Set(report.summary.violations.map(({ rule }) => rule.name))].sort()
}

test('a tree as it should be breaks no import rule', { timeout: 60_000 }, async () => {
  expect(await brokenRules()).toEqual([])
})

test('each import rule catches its breach', { timeout: 60_000 }, async () => {
  for (const [path, code] of Object.values(breaches)) await write(path, code)
  expect(await brokenRules()).toEqual(Object.keys(breaches).sort())
})
