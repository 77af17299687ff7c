import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pictures } from './goods.ts'
import { styles } from './layout.ts'
import { bookShop } from './pages/books.ts'
import { hostileShop } from './pages/hostile.ts'
import { plainShop } from './pages/plain.ts'
import { teaShop } from './pages/tea.ts'
import { toolShop } from './pages/tools.ts'
import { picture } from './picture.ts'
import type { Shop } from './shop.ts'

const shops: readonly Shop[] = [teaShop, toolShop, bookShop, plainShop, hostileShop]

/** The demo shops, running. */
export interface DemoShop {
  /**
   * Where a page is: "tea", "matcha", "teapot", "collection", "article", "hammer", "saw", "atlas", "notebook", "lamp",
   * "hamper", "hostile", "unusable", with parameters if wanted ("teapot?size=Large"); "" is the first shop's front page.
   * Throws for a page that no shop has.
   */
  address(page: string): string
  stop(): Promise<void>
}

/** Serves the demo shops on loopback, each under a host name of its own that ends in .localhost. Takes a free port unless one is named. */
export async function startShop({ port: asked = 0 }: { port?: number } = {}): Promise<DemoShop> {
  const server = createServer(answer)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(asked, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    address(page) {
      const [name = ''] = page.split('?')
      const shop = shops.find(each => Object.hasOwn(each.pages, name))
      if (!shop) throw new Error(`No demo shop has a page "${name}"`)
      return `http://${shop.host}:${port}/${page}`
    },
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
  else response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}

function fileOf(shop: Shop, url: URL, origin: string): [type: string, body: string] | undefined {
  const path = url.pathname.slice(1)
  if (path === 'shop.css') return ['text/css; charset=utf-8', styles]
  const drawn = pictures.get(/^pictures\/(\w+)\.svg$/.exec(path)?.[1] ?? '')
  if (drawn) return ['image/svg+xml; charset=utf-8', picture(drawn)]
  const page = Object.hasOwn(shop.pages, path) ? shop.pages[path] : undefined
  return page && ['text/html; charset=utf-8', page({ origin, parameters: url.searchParams })]
}
