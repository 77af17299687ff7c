/*
 * Asserts that run in a browser as in Node: the acceptance suite of the store runs in both.
 */

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message)
}

/** Equal by content: plain data with Uint8Arrays in it. */
export function assertEqual(actual: unknown, expected: unknown, what: string): void {
  const [found, wanted] = [written(actual), written(expected)]
  assert(found === wanted, `${what}: expected ${short(wanted)}, found ${short(found)}`)
}

/** Resolves to what `promise` rejects with. */
export async function rejection(promise: Promise<unknown>, what: string): Promise<unknown> {
  const outcome = await promise.then(
    () => ({ rejected: false as const }),
    (error: unknown) => ({ rejected: true as const, error }),
  )
  assert(outcome.rejected, `${what}: expected a rejection`)
  return outcome.error
}

function written(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part instanceof Uint8Array ? bytes(part) : sorted(part),
  )
}

const decoder = new TextDecoder('windows-1252') // Gives every byte a character of its own, and is fast.

function bytes(value: Uint8Array): string {
  return `${value.byteLength} bytes ${decoder.decode(value)}`
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function short(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}… (${text.length} characters)` : text
}
