import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from './build/build.ts'
import { readBuildDefaults } from './build/defaults.ts'
import { browsers } from './build/manifest.ts'
import { ScriptFailure } from './failure.ts'
import { projectRoot, runScript } from './script.ts'
import { run } from './test/command.ts'
import { zip } from './zip.ts'

/* `npm run package`: what is sent to the stores, as zips in dist/packages, with the sources that reviewers ask for. */

const folder = join(projectRoot, 'dist/packages')

runScript(async () => {
  const defaults = readBuildDefaults(process.env)
  if (!defaults.guestPage?.startsWith('https:')) {
    throw new ScriptFailure(
      'Set GUEST_PAGE to the https address where dist/guest will be served: cart links point to it',
    )
  }
  if (defaults.relays.length === 0) {
    console.warn('RELAYS is "none": carts cannot be shared with these packages')
  }
  const outputs = await build(projectRoot, defaults)
  const release = await version()
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const browser of browsers) {
    const files = outputs.get(browser)
    if (files) await writeFile(join(folder, `common-cart-${release}-${browser}.zip`), zip(files))
  }
  await packSources(release)
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
  const file = join(folder, `common-cart-${version}-source.zip`)
  const parameters = ['archive', '--format=zip', '--output', file, 'HEAD']
  const { ok, output } = await run({ program: 'git', parameters }, 60_000)
  if (!ok) throw new ScriptFailure(output)
}
