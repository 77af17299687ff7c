import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A folder to be: contents by path with `/` between names. Built wholly in memory, so a failed build leaves the last one. */
export type Output = Map<string, Uint8Array>

/** Adds a file; two sources of one path are a mistake in the build. */
export function addFile(output: Output, path: string, content: Uint8Array | string): void {
  if (output.has(path)) throw new Error(`The build writes ${path} twice`)
  output.set(path, typeof content === 'string' ? new TextEncoder().encode(content) : content)
}

/** Replaces `folder` by the output. */
export async function writeOutput(folder: string, output: Output): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  for (const [path, content] of output) {
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, content)
  }
}
