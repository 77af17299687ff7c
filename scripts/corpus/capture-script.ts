import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as esbuild from 'esbuild'

/** The capture script as it ships, or bundled the same way where nothing was built yet. */
export async function captureScript(root: string): Promise<string> {
  const built = await readFile(join(root, 'dist/chromium/content/main.js'), 'utf8').catch(() => undefined)
  return built ?? bundled(root)
}

async function bundled(root: string): Promise<string> {
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['content/main.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: 'commonCartCapture',
    footer: { js: 'commonCartCapture.result' },
    target: 'chrome121',
    charset: 'utf8',
    tsconfigRaw: {},
  })
  return result.outputFiles[0]?.text ?? ''
}
