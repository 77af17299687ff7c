import { type Command, run } from './command.ts'

/** What a step found. `output` is what a person needs to see: empty when all is well. */
export interface Outcome {
  readonly passed: number
  readonly failed: number
  readonly skipped?: number
  readonly output: string
}

export interface Step {
  readonly name: string
  /** The steps without whose success this one cannot say anything. */
  readonly needs?: readonly string[]
  run(): Promise<Outcome>
}

// Far more than any check takes on two cores; a hung one must still end.
const limitMs = 5 * 60_000

/** A step that is one check: all of its commands must succeed, and all of them run. */
export function check(name: string, commands: readonly Command[], needs: readonly string[] = []): Step {
  return {
    name,
    needs,
    async run() {
      const outputs: string[] = []
      for (const command of commands) {
        const { ok, output } = await run(command, limitMs)
        if (!ok) outputs.push(`${[command.program, ...command.parameters].join(' ')}\n${output}`)
      }
      const ok = outputs.length === 0
      return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output: outputs.join('\n') }
    },
  }
}

/** Writes a command as in a terminal; no parameter of ours has a space. */
export function command(line: string, environment?: Readonly<Record<string, string>>): Command {
  const [program = '', ...parameters] = line.split(' ')
  return { program, parameters, ...(environment ? { environment } : {}) }
}
