import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Relay, type RelayOptions, startRelay } from '../../../demo/relay.ts'
import { type DemoShop, startShop } from '../../../demo/shop/server.ts'
import { serveFiles } from '../../../demo/static-server.ts'
import type { BuildDefaults } from '../../../scripts/build/defaults.ts'
import { extensionFor } from '../../../scripts/build/extension.ts'
import { guestPage } from '../../../scripts/build/guest.ts'
import { type BrowserName, browsers } from '../../../scripts/build/manifest.ts'
import { writeOutput } from '../../../scripts/build/output.ts'
import { projectRoot } from '../../../scripts/script.ts'

/** All that a household's browsers meet in a test, on loopback, and builds of the extension that know only that. */
export interface World {
  /** The relays that the builds know, by position. A killed one stays in the list. */
  readonly relays: readonly Relay[]
  readonly shop: DemoShop
  /** The unpacked extension for each browser. */
  readonly extension: Readonly<Record<BrowserName, string>>
  /** Kills a relay: its sockets end at once. */
  killRelay(at: number): Promise<void>
  /** Starts a killed relay again at its old address, holding what it held (or, `empty`, nothing). */
  restartRelay(at: number, how?: { empty?: boolean }): Promise<void>
  stop(): Promise<void>
}

export interface WorldOptions {
  /** How many relays, 1 unless said. */
  readonly relays?: number
  /** How long the network stays up after the last change, 3 minutes unless said. */
  readonly quietSeconds?: number
}

/** Starts relays and the demo shop, and builds the extension for them into a folder of its own. */
export async function startWorld({ relays: count = 1, quietSeconds }: WorldOptions = {}): Promise<World> {
  const relays = await Promise.all(Array.from({ length: count }, () => startRelay()))
  const running = new Set(relays.keys())
  const shop = await startShop({})
  const guest = await serveFiles(await guestPage(projectRoot, { relays: [] }))
  const folder = await mkdtemp(join(tmpdir(), 'common-cart-build-'))
  const extension = await buildInto(folder, {
    relays: relays.map(({ url }) => url),
    guestPage: guest.url,
    ...(quietSeconds !== undefined && { quietSeconds }),
  })

  const world: World = {
    relays,
    shop,
    extension,
    async killRelay(at) {
      running.delete(at)
      await relays[at]?.stop()
    },
    async restartRelay(at, { empty = false } = {}) {
      const old = relays[at]
      if (!old || running.has(at)) throw new Error(`Relay ${at} was not killed`)
      const options: RelayOptions = { port: old.port, events: empty ? [] : old.events() }
      relays[at] = await startRelay(options)
      running.add(at)
    },
    async stop() {
      await Promise.all([...running].map(at => relays[at]?.stop()))
      await Promise.all([shop.stop(), guest.stop()])
      await rm(folder, { recursive: true, force: true })
    },
  }
  return world
}

async function buildInto(folder: string, defaults: BuildDefaults): Promise<Record<BrowserName, string>> {
  const built = { chromium: '', firefox: '' }
  for (const browser of browsers) {
    built[browser] = join(folder, browser)
    await writeOutput(built[browser], await extensionFor(browser, projectRoot, defaults))
  }
  return built
}
