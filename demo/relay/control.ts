import type { Relay, RelayOptions } from './contract.ts'

/*
 * A relay as a process of its own, controlled over Node's channel to the process that started it: first one Order with
 * `start`, then any. Each is answered by one Answer with the same `request`.
 */

/** What crosses the channel at the start. */
export type StartOptions = Omit<RelayOptions, 'refuse' | 'lose'>

type Method = Exclude<
  { [Name in keyof Relay]: Relay[Name] extends (...values: never[]) => unknown ? Name : never }[keyof Relay],
  'stop'
>

export interface Order {
  readonly request: number
  readonly method: 'start' | Method
  readonly values: readonly unknown[]
}

export interface Answer {
  readonly request: number
  readonly value?: unknown
  /** Why it could not be done. */
  readonly fault?: string
}

/** Starts and serves the relay that the parent process orders; false when there is none that could. */
export function serveControl(start: (options: StartOptions) => Promise<Relay>): boolean {
  if (!process.send) return false
  let relay: Relay | undefined

  async function obey({ method, values }: Order): Promise<unknown> {
    if (method === 'start') {
      relay = await start(values[0] as StartOptions)
      return relay.port
    }
    if (!relay) throw new Error('The relay was not started')
    return (relay[method] as (...values: readonly unknown[]) => unknown)(...values)
  }

  process.on('message', (order: Order) => {
    obey(order).then(
      value => answer({ request: order.request, value }),
      error => answer({ request: order.request, fault: String(error) }),
    )
  })
  // A relay whose parent is gone would keep its port for ever.
  process.on('disconnect', () => process.exit())
  return true
}

function answer(message: Answer): void {
  process.send?.(message)
}
