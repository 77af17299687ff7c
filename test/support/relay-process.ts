import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { RelayControl } from '../../demo/relay/contract.ts'
import type { Answer, Order, StartOptions } from '../../demo/relay/control.ts'

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

  constructor() {
    const program = new URL('../../demo/relay.ts', import.meta.url)
    this.#child = fork(program, [], {
      execArgv: ['--import', 'tsx'],
      serialization: 'advanced',
    })
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

/** Starts a relay in a process of its own. It ends with this process at the latest. */
export async function startRelayProcess(options: StartOptions = {}): Promise<RelayProcess> {
  let run: Run | undefined = new Run()
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
      run = new Run()
      await run.order('start', { port, events: empty ? [] : held })
    },
    stop: kill,
  }
}
