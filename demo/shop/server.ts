import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pictures } from './goods.ts'
import { styles } from './layout.ts'
import { bookShop } from './pages/books.ts'
import { clothesShop } from './pages/clothes.ts'
import { dollarShop } from './pages/dollars.ts'
import { hostileShop } from './pages/hostile.ts'
import { houseShop } from './pages/house.ts'
import { hugeShop } from './pages/huge.ts'
import { languagesShop } from './pages/languages.ts'
import { marketShop } from './pages/market.ts'
import { plainShop } from './pages/plain.ts'
import { shadowShop } from './pages/shadow.ts'
import { singlePageShop } from './pages/single-page.ts'
import { sandboxedShop, strictShop } from './pages/strict.ts'
import { teaShop } from './pages/tea.ts'
import { toolShop } from './pages/tools.ts'
import { picture } from './picture.ts'
import type { Shop } from './shop.ts'

const shops: readonly Shop[] = [
  ...[teaShop, toolShop, bookShop, plainShop, hostileShop, clothesShop, singlePageShop, houseShop],
  ...[strictShop, sandboxedShop, shadowShop, languagesShop, hugeShop, marketShop, dollarShop],
]

/** The demo shops, running. */
export interface DemoShop {
  /**
   * Where a page is, by its name ("tea", "products/rain-jacket"), with parameters if wanted ("teapot?size=Large"); ""
   * is the first shop's front page. Throws for a page that no shop has.
   */
  address(page: string): string
  /** The addresses that were asked for so far, at whichever shop. */
  requests(): readonly string[]
  stop(): Promise<void>
}

/** Serves the demo shops on loopback, each under a host name of its own that ends in .localhost. Takes a free port unless one is named. */
export async function startShop({ port: wanted = 0 }: { port?: number } = {}): Promise<DemoShop> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`http://${request.headers.host}${request.url}`)
    answer(request, response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(wanted, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    address(page) {
      const [name = ''] = page.split('?')
      const shop = shops.find(each => Object.hasOwn(each.pages, name))
      if (!shop) throw new Error(`No demo shop has a page "${name}"`)
      return `http://${shop.host}:${port}/${page}`
    },
    requests: () => asked,
    stop() {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const host = request.headers.host ?? ''
  const origin = `http://${host}`
  const url = URL.canParse(request.url ?? '', origin) ? new URL(request.url ?? '', origin) : undefined
  const shop = shops.find(each => each.host === url?.hostname)
  const [type, body] = (url && shop && fileOf(shop, url, origin)) ?? ['', undefined]
  if (body === undefined) response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found')
  else {
    const headers = { 'content-type': type, 'cache-control': 'no-store', ...shop?.headers }
    response.writeHead(200, headers).end(body)
  }
}

function fileOf(shop: Shop, url: URL, origin: string): [type: string, body: string] | undefined {
  const path = url.pathname.slice(1)
  if (path === 'shop.css') return ['text/css; charset=utf-8', styles]
  const drawn = pictures.get(/^pictures\/(\w+)\.svg$/.exec(path)?.[1] ?? '')
  if (drawn) return ['image/svg+xml; charset=utf-8', picture(drawn)]
  const page = Object.hasOwn(shop.pages, path) ? shop.pages[path] : undefined
  return page && ['text/html; charset=utf-8', page({ origin, parameters: url.searchParams })]
}
