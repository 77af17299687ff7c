import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { promisify } from 'node:util'
import { ScriptFailure } from '../failure.ts'

export type BrowserKind = 'chromium' | 'firefox'

interface KnownBrowser {
  /** The environment variable by which a person names one. */
  readonly variable: string
  /** Commands and absolute paths, the best first. */
  readonly candidates: readonly string[]
  /** How to get one where none is found. */
  readonly advice: string
}

export const knownBrowsers: Readonly<Record<BrowserKind, KnownBrowser>> = {
  chromium: {
    variable: 'CHROMIUM',
    candidates: [
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      'brave-browser',
      'microsoft-edge',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    advice: 'install Chromium 121 or newer (Debian: apt-get install chromium)',
  },
  firefox: {
    variable: 'FIREFOX',
    candidates: ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
    advice: 'install Firefox 140 or newer (Debian: apt-get install firefox-esr)',
  },
}

/**
 * The path of a browser that starts, or undefined. One named by the environment must be right: a ScriptFailure
 * says so when it is not.
 */
export async function findBrowser(
  kind: BrowserKind,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  const { variable, candidates } = knownBrowsers[kind]
  const named = environment[variable]
  if (named) {
    const path = executable(named, environment)
    if (path !== undefined && (await starts(path))) return path
    throw new ScriptFailure(`${variable}=${named} is not a browser that starts`)
  }
  for (const candidate of candidates) {
    const path = executable(candidate, environment)
    if (path !== undefined && (await starts(path))) return path
  }
  return undefined
}

/** As `findBrowser`, but a browser that is missing is a ScriptFailure that says what to install. */
export async function requireBrowser(kind: BrowserKind): Promise<string> {
  const path = await findBrowser(kind)
  if (path === undefined) throw new ScriptFailure(missingBrowser(kind))
  return path
}

/** One line: what is missing and what to do. */
export function missingBrowser(kind: BrowserKind): string {
  const { variable, advice } = knownBrowsers[kind]
  return `No ${kind} was found: ${advice}, or name one by the environment variable ${variable}`
}

function executable(command: string, environment: NodeJS.ProcessEnv): string | undefined {
  const folders = isAbsolute(command) ? [''] : (environment.PATH ?? '').split(delimiter)
  return folders
    .map(folder => (folder === '' ? command : join(folder, command)))
    .find(path => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        // Not there, or not to be run: the next folder may have it.
        return false
      }
    })
}

/** Some systems have a command that only tells to install the browser. */
async function starts(path: string): Promise<boolean> {
  try {
    await promisify(execFile)(path, ['--version'], { timeout: 20_000 })
    return true
  } catch {
    // That it does not start is the answer; the caller says which path it was.
    return false
  }
}
