import { inOrderCrypto } from './in-order-crypto.ts'
import { inOrderGzip } from './in-order-gzip.ts'
import { PendingWork } from './pending-work.ts'
import type { Random } from './random.ts'
import { VirtualTime } from './virtual-time.ts'

export interface Platform {
  readonly time: VirtualTime
  /** What the code under test said by `console.error`: it has no other way to report what should not happen. */
  readonly errors: readonly string[]
  /** Gives the process its own platform back. */
  restore(): void
}

export interface PlatformOptions {
  readonly startsAt: number
  readonly random: Random
  /** Whether to print what the code under test says. */
  readonly verbose: boolean
}

/**
 * Puts a platform in the process's place on which everything happens in an order that follows from the seed: timers
 * (nostr-tools has its own), the time of day, randomness, cryptography, compression. One at a time.
 */
export function takePlatform({ startsAt, random, verbose }: PlatformOptions): Platform {
  const work = new PendingWork()
  const time = new VirtualTime(startsAt, () => work.settled())
  const errors: string[] = []
  const restoreGlobals = replaceProperties(globalThis, {
    ...timers(time),
    ...inOrderGzip,
    crypto: inOrderCrypto(work, bytes => random.fill(bytes)),
  })
  const restoreDate = replaceProperties(Date, { now: () => Math.floor(time.now()) })
  const restoreMath = replaceProperties(Math, { random: () => random.next() })
  const print = verbose ? console.log : () => {}
  const restoreConsole = replaceProperties(console, {
    debug: print,
    warn: print,
    error: (...words: unknown[]) => {
      errors.push(words.map(String).join(' '))
      print(...words)
    },
  })
  return {
    time,
    errors,
    restore() {
      for (const restore of [restoreConsole, restoreMath, restoreDate, restoreGlobals]) restore()
    },
  }
}

function timers(time: VirtualTime) {
  const cancels = new Map<number, () => void>()
  let last = 0
  const setTimeout = (run: (...values: unknown[]) => void, ms = 0, ...values: unknown[]): number => {
    const id = ++last
    const cancel = time.after(ms, () => {
      cancels.delete(id)
      run(...values)
    })
    cancels.set(id, cancel)
    return id
  }
  const setInterval = (run: () => void, ms: number): number => {
    const id = ++last
    const again = (): void => {
      cancels.set(
        id,
        time.after(ms, () => {
          again()
          run()
        }),
      )
    }
    again()
    return id
  }
  const clear = (id: number | undefined): void => {
    if (id === undefined) return
    cancels.get(id)?.()
    cancels.delete(id)
  }
  return { setTimeout, setInterval, clearTimeout: clear, clearInterval: clear }
}

function replaceProperties(target: object, values: Readonly<Record<string, unknown>>): () => void {
  const before = Object.keys(values).map(
    name => [name, Object.getOwnPropertyDescriptor(target, name)] as const,
  )
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(target, name, { value, configurable: true, writable: true, enumerable: true })
  }
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(target, name, descriptor)
      else Reflect.deleteProperty(target, name)
    }
  }
}
