import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FirefoxBrowser, launchFirefox } from './support/firefox.ts'
import { startWorld, type World } from './support/world.ts'

/*
 * No driver can click Firefox's toolbar button, and without that click Firefox lets no extension into a page. So the
 * shipped capture script is run in the page as the click would have it run.
 */
let world: World
let firefox: FirefoxBrowser
let script: string
beforeAll(async () => {
  world = await startWorld()
  firefox = await launchFirefox({ extensionDir: world.extension.firefox })
  script = await readFile(join(world.extension.firefox, 'content/main.js'), 'utf8')
})
afterAll(() => world.stop())

async function capture(name: string): Promise<unknown> {
  const page = await firefox.openPage(world.shop.address(name))
  try {
    return await page.evaluate(script)
  } finally {
    await page.close()
  }
}

describe('the capture script in Firefox', () => {
  test.each([
    ['tea', 'Spring Hill Green Tea', 1250, 'EUR'],
    ['hammer', 'Claw Hammer 16 oz', 2490, 'USD'],
    ['atlas', 'An Atlas of Small Harbours', 4800, 'EUR'],
    ['lamp', 'Brass Reading Lamp', 123450, 'EUR'],
  ])('%s', async (page, title, amount, currency) => {
    expect(await capture(page)).toMatchObject({
      kind: 'product',
      product: { title, price: { amount, currency } },
    })
  })

  test.each(['collection', 'article', 'unusable'])('no product: %s', async page => {
    expect(await capture(page)).toMatchObject({ kind: 'none' })
  })

  test('the hostile page gives text and no address that could run', async () => {
    const captured = JSON.stringify(await capture('hostile'))
    expect(captured).toContain('Tea & <b>biscuits</b>')
    expect(captured).not.toMatch(/"(javascript|data):/i)
  })
})
