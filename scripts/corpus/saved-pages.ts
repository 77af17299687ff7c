import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Browser, HTTPRequest, Page } from 'puppeteer-core'

const unzip = promisify(gunzip)
const onlyTheDocument = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'none'"

/**
 * A tab that shows saved pages under their own addresses: the document is answered from the file, every other request
 * is refused, so nothing leaves the machine. The pages' own scripts do not run (a policy forbids them, so that the
 * capture script still can): without their other files they would show errors that no visitor saw.
 */
export class SavedPages {
  readonly #tab: Page
  #document = { url: '', html: Buffer.alloc(0) }

  private constructor(tab: Page) {
    this.#tab = tab
    tab.on('request', request => void this.#answer(request))
  }

  static async open(browser: Browser): Promise<SavedPages> {
    const tab = await browser.newPage()
    const pages = new SavedPages(tab)
    await tab.setRequestInterception(true)
    return pages
  }

  /**
   * Opens `file` (gzipped HTML) as `url`, evaluates `script` in it, and answers the value of its last expression.
   * `milliseconds` are measured in the page, from before the script's first statement to after its last: what it takes
   * on a page that is laid out, as one on screen is, with the script compiled anew each time.
   */
  async run(url: string, file: string, script: string): Promise<{ value: unknown; milliseconds: number }> {
    this.#document = { url, html: await unzip(await readFile(file)) }
    await this.#tab.goto(url, { waitUntil: 'domcontentloaded' })
    await this.#tab.evaluate('document.documentElement.getBoundingClientRect().height')
    const value: unknown = await this.#tab.evaluate(timed(script))
    const milliseconds = (await this.#tab.evaluate('captureEnd - captureStart')) as number
    return { value, milliseconds }
  }

  async #answer(request: HTTPRequest): Promise<void> {
    if (!this.#isDocument(request)) return request.abort()
    await request.respond({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': onlyTheDocument },
      body: this.#document.html,
    })
  }

  /** A page that sends its visitor on (a refresh) would otherwise be answered with itself. */
  #isDocument(request: HTTPRequest): boolean {
    const isMain = request.isNavigationRequest() && request.frame() === this.#tab.mainFrame()
    return isMain && withoutFragment(request.url()) === withoutFragment(new URL(this.#document.url).href)
  }
}

/** A classic script and its times: a declaration has no value, so the whole has that of the script's last statement. */
const timed = (script: string): string =>
  `var captureStart = performance.now();\n${script}\n;var captureEnd = performance.now()`

const withoutFragment = (url: string): string => url.replace(/#.*/, '')
