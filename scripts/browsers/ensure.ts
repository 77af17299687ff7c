import { spawn } from 'node:child_process'
import { type BrowserKind, findBrowser, missingBrowser } from './find.ts'

const debianPackages: Readonly<Record<BrowserKind, string>> = { chromium: 'chromium', firefox: 'firefox-esr' }

/** A browser's path, or why there is none, in one line. */
export type BrowserSearch = { readonly path: string } | { readonly missing: string }

/** Finds a browser, installing it where apt can. `tell` hears of an installation, which takes minutes. */
export async function ensureBrowser(
  kind: BrowserKind,
  tell: (line: string) => void = console.log,
): Promise<BrowserSearch> {
  const found = await findBrowser(kind)
  if (found !== undefined) return { path: found }
  if (!(await canInstall())) return { missing: missingBrowser(kind) }
  tell(`No ${kind} was found: installing ${debianPackages[kind]} with apt-get`)
  const installed =
    (await run('apt-get', ['update'])) &&
    (await run('apt-get', ['install', '--yes', '--no-install-recommends', debianPackages[kind]]))
  const path = installed ? await findBrowser(kind) : undefined
  return path === undefined ? { missing: missingBrowser(kind) } : { path }
}

async function canInstall(): Promise<boolean> {
  return process.getuid?.() === 0 && (await run('apt-get', ['--version'], 'ignore'))
}

/** Whether the command ended well. Its errors go to the terminal. */
function run(
  command: string,
  parameters: readonly string[],
  stderr: 'inherit' | 'ignore' = 'inherit',
): Promise<boolean> {
  return new Promise(resolve => {
    const child = spawn(command, parameters, {
      stdio: ['ignore', 'ignore', stderr],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    child.on('error', () => resolve(false))
    child.on('exit', code => resolve(code === 0))
  })
}
