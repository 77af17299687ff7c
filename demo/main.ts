import { parseArgs } from 'node:util'
import { ensureBrowser } from '../scripts/browsers/ensure.ts'
import { ScriptFailure } from '../scripts/failure.ts'
import { runScript } from '../scripts/script.ts'
import { startWorld } from '../test/e2e/support/world.ts'
import { openForPerson } from './person.ts'
import { runTour } from './tour/tour.ts'

/*
 * `npm start`: a relay, the demo shop, and a browser with the extension in a fresh profile. With no display, or with
 * --headless, the tour does by itself what a person would do.
 */
runScript(async () => {
  const { values } = parseArgs({ options: { headless: { type: 'boolean', default: false } } })
  const found = await ensureBrowser('chromium')
  if ('missing' in found) throw new ScriptFailure(found.missing)
  const world = await startWorld({ relays: 2 })
  try {
    const relays = world.relays.map(({ url }) => url).join(' and ')
    console.log(`Relays: ${relays}\nDemo shop: ${world.shop.address('')}\n`)
    await (values.headless || !hasDisplay() ? runTour(world) : openForPerson(world))
  } finally {
    await world.stop()
  }
})

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
}
