import { fileURLToPath } from 'node:url'
import { ScriptFailure } from './failure.ts'

/** The repository's top folder. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url))

/** Runs a script's main function; what a person can mend is printed without a stack. Sets the exit code. */
export function runScript(main: () => Promise<void>): void {
  main().catch(error => {
    console.error(error instanceof ScriptFailure ? error.message : error)
    process.exitCode = 1
  })
}
