import { performance } from 'node:perf_hooks'

/** Does one step of the tour and prints what it was and how long it took. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  try {
    const result = await work()
    console.log(`${milliseconds(start)}  ${what}`)
    return result
  } catch (error) {
    console.log(`${milliseconds(start)}  FAILED: ${what}`)
    throw error
  }
}

function milliseconds(start: number): string {
  return `${Math.round(performance.now() - start)} ms`.padStart(9)
}
