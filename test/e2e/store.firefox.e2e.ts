import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { storeCases } from '../background/store/acceptance.ts'
import { openStorePage, type StoreBrowser } from './store-page/open.ts'

let firefox: StoreBrowser

beforeAll(async () => {
  firefox = await openStorePage('firefox')
})
afterAll(() => firefox?.close())

describe('the store in the IndexedDB of Firefox', () => {
  test.each(storeCases.map(({ name }) => name))('%s', async name => {
    expect(await firefox.page.evaluate(each => globalThis.storePage.runCase(each), name)).toBeUndefined()
  })
})
