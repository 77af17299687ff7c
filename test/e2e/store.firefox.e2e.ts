import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { storeCases } from '../background/store/acceptance.ts'
import { type StorePageServer, serveStorePage } from './store-page/serve.ts'

let server: StorePageServer
let browser: Browser
let page: Page

beforeAll(async () => {
  server = await serveStorePage()
  browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
  })
  page = await browser.newPage()
  await page.goto(server.origin, { waitUntil: 'load' })
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe('the store in the IndexedDB of Firefox', () => {
  test.each(storeCases.map(({ name }) => name))('%s', async name => {
    expect(await page.evaluate(each => globalThis.storePage.runCase(each), name)).toBeUndefined()
  })
})
