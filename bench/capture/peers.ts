import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findingOf, type PeerFinding } from './peer-fields.ts'

/** A library that reads products from a page's HTML. A throw counts as nothing found. */
export interface Peer {
  readonly name: string
  read(html: string, url: string): Promise<PeerFinding>
}

/** The peers, from what `npm ci` put into `folder`. They are loaded by name there: the project itself does not have them. */
export async function loadPeers(folder: string): Promise<Peer[]> {
  const load = createRequire(join(folder, 'package.json'))
  return [metascraper(load), htmlmetaparser(load), await webAutoExtractor(load)]
}

type Load = (name: string) => unknown
type Rules = () => unknown

function metascraper(load: Load): Peer {
  const create = load('metascraper') as (
    rules: unknown[],
  ) => (page: { html: string; url: string }) => Promise<Record<string, unknown>>
  const names = [
    '@samirrayani/metascraper-shopping',
    'metascraper-amazon',
    'metascraper-title',
    'metascraper-image',
  ]
  const scrape = create(names.map(name => (load(name) as Rules)()))
  return {
    name: 'metascraper + shopping',
    async read(html, url) {
      const found = await scrape({ html, url })
      const { name, title, price, currency, image, availability, sku, asin, mpn } = found
      const product = {
        ...{ name: name ?? title, image, sku: sku ?? asin ?? mpn },
        offers: { price, priceCurrency: currency, availability },
      }
      return { ...findingOf(product), isProduct: !!price }
    },
  }
}

function htmlmetaparser(load: Load): Peer {
  const { Handler } = load('htmlmetaparser') as {
    Handler: new (done: (error: unknown, result: Record<string, unknown>) => void, options: object) => object
  }
  const { Parser } = load('htmlparser2') as {
    Parser: new (handler: object, options: object) => { write(html: string): void; end(): void }
  }
  return {
    name: 'htmlmetaparser',
    async read(html, url) {
      const result = await new Promise<Record<string, unknown>>((resolve, reject) => {
        const handler = new Handler((error, found) => (error ? reject(error) : resolve(found)), { url })
        const parser = new Parser(handler, { decodeEntities: true })
        parser.write(html)
        parser.end()
      })
      // It takes Open Graph for RDFa.
      const openGraph = Array.isArray(result.rdfa) ? result.rdfa : []
      return findingOf(
        [result.jsonld, result.microdata, result.rdfa],
        result.twitter,
        result.html,
        ...openGraph,
      )
    },
  }
}

async function webAutoExtractor(load: Load & { resolve?(name: string): string }): Promise<Peer> {
  const path = load.resolve?.('@marbec/web-auto-extractor') ?? ''
  const { default: Extractor } = (await import(pathToFileURL(path).href)) as {
    default: new (options: object) => { parse(html: string): Record<string, unknown> }
  }
  return {
    name: '@marbec/web-auto-extractor',
    async read(html) {
      const { jsonld, microdata, rdfa, metatags } = new Extractor({}).parse(html)
      return findingOf([jsonld, microdata, rdfa], metatags)
    },
  }
}
