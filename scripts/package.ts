import { readFile, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from './build/build.ts'
import { readBuildDefaults } from './build/defaults.ts'
import { browsers } from './build/manifest.ts'
import { ScriptFailure } from './failure.ts'
import { projectRoot, runScript } from './script.ts'
import { type Command, run } from './test/command.ts'

/* `npm run package`: what is sent to the stores, as zips in dist/packages, with the sources that reviewers ask for. */

// Zips hold each file's time; with one time for all, the same sources give the same zip.
const fileTime = new Date('2020-01-01T00:00:00Z')

runScript(async () => {
  const defaults = readBuildDefaults(process.env)
  if (!defaults.guestPage?.startsWith('https:')) {
    throw new ScriptFailure(
      'Set GUEST_PAGE to the https address where dist/guest will be served: cart links point to it',
    )
  }
  if (defaults.relays.length === 0) {
    console.warn('RELAYS is not set: people will have to name a relay before they can share a cart')
  }
  const outputs = await build(projectRoot, defaults)
  for (const browser of browsers) {
    const folder = join('dist', browser)
    for (const path of outputs.get(browser)?.keys() ?? []) {
      await utimes(join(projectRoot, folder, path), fileTime, fileTime)
    }
    const name = `common-cart-{version}-${browser}.zip`
    const parameters = ['build', '--source-dir', folder, '--artifacts-dir', 'dist/packages']
    await mustRun({ program: 'web-ext', parameters: [...parameters, '--filename', name, '--overwrite-dest'] })
  }
  await packSources(await version())
  console.log('The packages are in dist/packages')
})

async function version(): Promise<string> {
  const manifest = JSON.parse(await readFile(join(projectRoot, 'manifest.json'), 'utf8')) as {
    version: string
  }
  return manifest.version
}

/** What is committed, as reviewers can build it again. */
async function packSources(version: string): Promise<void> {
  const changed = await run({ program: 'git', parameters: ['status', '--porcelain'] }, 60_000)
  if (!changed.ok || changed.output.trim() !== '') {
    console.warn('No source archive: it is made from a commit, and there are changes that are not committed')
    return
  }
  const file = `dist/packages/common-cart-${version}-source.zip`
  await mustRun({ program: 'git', parameters: ['archive', '--format=zip', '--output', file, 'HEAD'] })
}

async function mustRun(command: Command): Promise<void> {
  const { ok, output } = await run(command, 120_000)
  if (!ok) throw new ScriptFailure(output)
}
