// @vitest-environment happy-dom
import { get } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { capture } from '../../../content/capture/capture.ts'
import type { Captured } from '../../../content/capture/captured.ts'
import { type DemoShop, startShop } from '../../../demo/shop/server.ts'

let shop: DemoShop
beforeAll(async () => {
  shop = await startShop()
})
afterAll(() => shop.stop())

/** Asks loopback itself: not every system's resolver knows names under .localhost, as browsers do. */
function ask(address: string): Promise<{ status: number; type: string; body: string }> {
  const { host, port, pathname, search } = new URL(address)
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: pathname + search, headers: { host } }, response => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', piece => {
        body += piece
      })
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body }),
      )
    }).on('error', reject)
  })
}

async function read(page: string): Promise<Captured> {
  const address = shop.address(page)
  const { body } = await ask(address)
  // The style sheet is another file, which this parser would complain that it does not load.
  return capture(
    new DOMParser().parseFromString(body.replace(/<link rel="stylesheet"[^>]*>/, ''), 'text/html'),
    address,
  )
}

describe('what capture reads in the demo shops', () => {
  it.each([
    ['tea', 'Spring Hill Green Tea', 1250, 'EUR', 'json-ld'],
    ['matcha', 'Morning Mist Matcha', 2400, 'JPY', 'json-ld'],
    ['teapot', 'Round Clay Teapot', 2900, 'EUR', 'json-ld'],
    ['teapot?size=Large', 'Round Clay Teapot', 4450, 'EUR', 'json-ld'],
    ['hammer', 'Claw Hammer 16 oz', 2490, 'USD', 'microdata'],
    ['saw', 'Folding Pruning Saw', 114900, 'USD', 'microdata'],
    ['atlas', 'An Atlas of Small Harbours', 4800, 'EUR', 'meta'],
    ['notebook', 'Dotted Notebook A5', 980, 'JPY', 'meta'],
    ['lamp', 'Brass Reading Lamp', 123450, 'EUR', 'page'],
    ['hamper', 'Willow Picnic Hamper', 5900, 'EUR', 'page'],
  ])('%s', async (page, title, amount, currency, source) => {
    const captured = await read(page)
    expect(captured).toMatchObject({ kind: 'product', product: { title, price: { amount, currency } } })
    const address = new URL(shop.address(page))
    if (captured.kind !== 'product') return
    expect(captured.product.url).toBe(address.href)
    expect(captured.product.shop?.domain).toBe(address.hostname)
    expect(captured.product.image).toBe(`${address.origin}/pictures/${address.pathname.slice(1)}.svg`)
    expect(captured.sources.price).toBe(source)
  })

  it.each(['', 'collection', 'article', 'unusable'])('no product on page "%s"', async page => {
    expect((await read(page)).kind).toBe('none')
  })
})

it('pictures are files of their own, anything else is not found', async () => {
  expect(await ask(new URL('/pictures/tea.svg', shop.address('tea')).href)).toMatchObject({
    status: 200,
    type: expect.stringContaining('image/svg+xml'),
    body: expect.stringContaining('<svg'),
  })
  for (const path of ['/nothing', '/pictures/none.svg', '/constructor'])
    expect((await ask(new URL(path, shop.address('tea')).href)).status).toBe(404)
  expect(() => shop.address('nothing')).toThrow('No demo shop has a page "nothing"')
})
