import { type ChildProcess, spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { projectRoot } from '../script.ts'

/** A program of node_modules/.bin (or of the system) with its parameters. */
export interface Command {
  readonly program: string
  readonly parameters: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Where it runs, the repository's top folder unless said. */
  readonly folder?: string
}

/** How a command ended; `output` is all it printed, both streams in the order in which they came. */
export interface Ending {
  readonly ok: boolean
  readonly output: string
}

/** Runs a command to its end. One that outlasts `limitMs` is ended with all it started. */
export function run(
  { program, parameters, environment, folder = projectRoot }: Command,
  limitMs: number,
): Promise<Ending> {
  return new Promise(resolve => {
    const child = spawn(program, parameters, {
      cwd: folder,
      // A group of its own, so that the browsers of a hung test can be ended with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment, PATH: pathWithBin() },
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', chunk => chunks.push(chunk))
    child.stderr.on('data', chunk => chunks.push(chunk))
    const limit = setTimeout(() => {
      chunks.push(Buffer.from(`\nEnded after ${limitMs / 60_000} minutes: ${program} did not finish\n`))
      endGroup(child)
    }, limitMs)
    const onInterrupt = () => endGroup(child)
    process.once('SIGINT', onInterrupt)

    function finish(ok: boolean, note = ''): void {
      clearTimeout(limit)
      process.off('SIGINT', onInterrupt)
      resolve({ ok, output: Buffer.concat(chunks).toString() + note })
    }
    child.on('error', error => finish(false, `${program} cannot be run: ${error.message}\n`))
    child.on('close', code => finish(code === 0))
  })
}

function pathWithBin(): string {
  return [join(projectRoot, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter)
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    // The group may have ended by itself just now.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
