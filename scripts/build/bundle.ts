import { existsSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import * as esbuild from 'esbuild'
import { ScriptFailure } from '../failure.ts'
import type { BuildDefaults } from './defaults.ts'
import { addFile, type Output } from './output.ts'
import { shrink } from './shrink.ts'

/** A set of entries that esbuild bundles in one go. Entries are paths in the project, without their extension in the output. */
export interface Bundle {
  readonly entries: readonly string[]
  readonly options?: esbuild.BuildOptions
  /** Minified once more, where bytes count (shrink.ts). */
  readonly shrink?: boolean
}

export interface BundleContext {
  readonly root: string
  readonly target: string
  readonly defaults: BuildDefaults
}

/** Bundles into `output` and answers the project-relative paths of all files that went in. */
export async function bundle(
  { entries, options, shrink: small = false }: Bundle,
  context: BundleContext,
  output: Output,
): Promise<string[]> {
  for (const entry of entries) requireFile(context.root, entry)
  const result = await esbuild
    .build({ ...commonOptions(context), entryPoints: [...entries], ...options })
    .catch(asPlainFailure)
  const files: Output = new Map()
  for (const file of result.outputFiles ?? []) {
    addFile(files, relative(join(context.root, 'dist'), file.path).split(sep).join('/'), file.contents)
  }
  for (const [path, content] of small ? await shrink(files) : files) addFile(output, path, content)
  return Object.keys(result.metafile?.inputs ?? {})
}

/** Refuses with a message of its own, since esbuild's would name a resolver. */
export function requireFile(root: string, path: string): void {
  if (!existsSync(join(root, path))) throw new ScriptFailure(`The build needs ${path}, which does not exist`)
}

function commonOptions({ root, target, defaults }: BundleContext): esbuild.BuildOptions {
  return {
    absWorkingDir: root,
    // Only names the outputs: nothing is written by esbuild itself.
    outdir: 'dist',
    outbase: '.',
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    sourcemap: 'linked',
    format: 'esm',
    target,
    charset: 'utf8',
    // Licence texts are collected into one file instead (licences.ts).
    legalComments: 'none',
    logLevel: 'silent',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    tsconfigRaw: {},
    // y-webrtc's one import for signaling (docs/architecture.md); vitest.config.ts resolves it the same way.
    alias: { 'lib0/websocket': join(root, 'background/network/signaling-client.ts') },
    define: {
      __RELAYS__: JSON.stringify(defaults.relays),
      __GUEST_PAGE__: defaults.guestPage === undefined ? 'undefined' : JSON.stringify(defaults.guestPage),
      __QUIET_SECONDS__: String(defaults.quietSeconds),
    },
  }
}

async function asPlainFailure(error: unknown): Promise<never> {
  if (!isEsbuildFailure(error)) throw error
  const lines = await esbuild.formatMessages(error.errors, { kind: 'error' })
  throw new ScriptFailure(lines.join('').trim())
}

function isEsbuildFailure(error: unknown): error is esbuild.BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors)
}
