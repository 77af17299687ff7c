import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ScriptFailure } from '../failure.ts'

// Packages that ship as bundles themselves: esbuild cannot see whose code is in them, so all their dependencies count.
const prebundled = new Set(['simple-peer'])

interface PackageJson {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

/** The licence texts of every package that has a file among `inputs` (paths relative to `root`), sorted by name. */
export async function licenceTexts(root: string, inputs: readonly string[]): Promise<string> {
  const folders = new Set<string>()
  for (const folder of new Set(inputs.map(packageFolder))) {
    if (folder !== undefined) await collect(root, folder, false, folders)
  }
  const sections = await Promise.all([...folders].map(folder => licenceSection(root, folder)))
  const head = 'Common Cart contains the following packages, each under its own licence.\n'
  return [head, ...new Set(sections.sort())].join(`\n${'-'.repeat(80)}\n\n`)
}

/** `node_modules/a/node_modules/@b/c` of a file in it; undefined for the project's own files. */
export function packageFolder(path: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0]
}

async function collect(root: string, folder: string, deep: boolean, folders: Set<string>): Promise<void> {
  if (folders.has(folder)) return
  folders.add(folder)
  const { name, dependencies } = await readPackage(root, folder)
  if (!deep && !prebundled.has(name)) return
  for (const dependency of Object.keys(dependencies ?? {})) {
    await collect(root, findPackage(root, folder, dependency), true, folders)
  }
}

/** Where Node would find `name` from within `folder`: nested first, then upwards. */
function findPackage(root: string, folder: string, name: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const candidate = join(at, 'node_modules', name)
    if (existsSync(join(root, candidate, 'package.json'))) return candidate
    if (at === '.') throw new ScriptFailure(`${name}, needed by ${folder}, is not installed: run npm ci`)
  }
}

async function readPackage(root: string, folder: string): Promise<PackageJson> {
  return JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as PackageJson
}

async function licenceSection(root: string, folder: string): Promise<string> {
  const { name, version, license } = await readPackage(root, folder)
  const names = (await readdir(join(root, folder))).filter(file => /^(licen[cs]e|copying|notice)/i.test(file))
  if (names.length === 0 && license === undefined) {
    throw new ScriptFailure(`${name} ${version} states no licence: it cannot be shipped`)
  }
  const texts = await Promise.all(names.sort().map(file => readFile(join(root, folder, file), 'utf8')))
  return [`${name} ${version} (${license ?? 'see below'})`, ...texts.map(text => text.trim())].join('\n\n')
}
