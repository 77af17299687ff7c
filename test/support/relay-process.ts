import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { RelayControl } from '../../demo/relay/contract.ts'
import type { Answer, Order, StartOptions } from '../../demo/relay/control.ts'
import { projectRoot } from '../../scripts/script.ts'

/** The relay for development in a process of its own; each order resolves when it was carried out. */
export type RelayProcess = RelayOrders & {
  readonly url: string
  readonly port: number
  /** The process, undefined while it is dead. */
  readonly pid: number | undefined
  /** Kills the process (SIGKILL), and resolves when it is gone. What it held before is known to `restart`. */
  kill(): Promise<void>
  /** Starts a killed relay on its old port, holding what it held, or nothing. Its switches are as usual. */
  restart(how?: { readonly empty?: boolean }): Promise<void>
  /** Ends it for good. */
  stop(): Promise<void>
}

type RelayOrders = {
  [Name in keyof RelayControl]: (
    ...values: Parameters<RelayControl[Name]>
  ) => Promise<ReturnType<RelayControl[Name]>>
}

type Event = ReturnType<RelayControl['events']>[number]

/** One run of the process. */
class Run {
  readonly #child: ChildProcess
  readonly #open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  #requests = 0

  constructor(program: string) {
    this.#child = fork(program, [], { execArgv: [], serialization: 'advanced' })
    this.#child.on('message', (answer: Answer) => this.#answered(answer))
    this.#child.on('exit', () => {
      for (const { reject } of this.#open.values()) reject(new Error('The relay process ended'))
      this.#open.clear()
    })
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  order(method: Order['method'], ...values: readonly unknown[]): Promise<unknown> {
    const order: Order = { request: ++this.#requests, method, values }
    return new Promise((resolve, reject) => {
      this.#open.set(order.request, { resolve, reject })
      this.#child.send(order, error => error && reject(error))
    })
  }

  async kill(): Promise<void> {
    const gone = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await gone
  }

  #answered({ request, value, fault }: Answer): void {
    const open = this.#open.get(request)
    this.#open.delete(request)
    if (fault === undefined) open?.resolve(value)
    else open?.reject(new Error(fault))
  }
}

let bundled: Promise<string> | undefined

/** The path of the relay as one file of JavaScript: it starts several times as fast as its sources. */
async function bundle(): Promise<string> {
  const folder = join(projectRoot, 'out/test')
  const [program, draft] = [join(folder, 'relay.mjs'), join(folder, `relay-${process.pid}.mjs`)]
  await mkdir(folder, { recursive: true })
  await build({
    entryPoints: [join(projectRoot, 'demo/relay.ts')],
    outfile: draft,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // Packages in CommonJS ask for Node's own modules with it.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)",
    },
    logLevel: 'error',
  })
  // Other tests may be doing the same, or be starting from it.
  await rename(draft, program)
  return program
}

/** Starts a relay in a process of its own. It ends with this process at the latest. */
export async function startRelayProcess(options: StartOptions = {}): Promise<RelayProcess> {
  bundled ??= bundle()
  const program = await bundled
  let run: Run | undefined = new Run(program)
  let held: readonly Event[] = []
  const port = (await run.order('start', options)) as number

  function order<Name extends keyof RelayControl>(method: Name): RelayOrders[Name] {
    const send = (...values: readonly unknown[]): Promise<unknown> => {
      if (!run) return Promise.reject(new Error('The relay process is dead'))
      return run.order(method, ...values)
    }
    return send as RelayOrders[Name]
  }

  async function kill(): Promise<void> {
    if (!run) return
    held = (await run.order('events')) as readonly Event[]
    const ending = run
    run = undefined
    await ending.kill()
  }

  return {
    url: `ws://127.0.0.1:${port}`,
    port,
    get pid() {
      return run?.pid
    },
    set: order('set'),
    forget: order('forget'),
    plant: order('plant'),
    inject: order('inject'),
    sendFrame: order('sendFrame'),
    events: order('events'),
    received: order('received'),
    frames: order('frames'),
    counts: order('counts'),
    kill,
    async restart({ empty = false } = {}) {
      if (run) throw new Error('The relay process is alive')
      run = new Run(program)
      await run.order('start', { port, events: empty ? [] : held })
    },
    stop: kill,
  }
}
