import type { Browser, Target } from 'puppeteer-core'

/** Notes every address that a browser's pages, workers and extensions ask the network for. */
export interface RequestWatch {
  /** What was asked for so far, in the order it was seen. */
  seen(): readonly string[]
  stop(): Promise<void>
}

/** Watches all contexts of the present and of the future. A packaged file of an extension is no request. */
export async function watchRequests(browser: Browser): Promise<RequestWatch> {
  const seen: string[] = []
  const note = (address: string) => {
    if (/^(?:https?|wss?):/.test(address)) seen.push(address)
  }

  async function attach(target: Target): Promise<() => Promise<void>> {
    const session = await target.createCDPSession()
    session.on('Network.requestWillBeSent', ({ request }) => note(request.url))
    session.on('Network.webSocketCreated', ({ url }) => note(url))
    await session.send('Network.enable')
    return () => session.detach()
  }

  const sessions = browser.targets().filter(isContext).map(attach)
  const attachNew = (target: Target) => {
    if (isContext(target)) sessions.push(attach(target))
  }
  browser.on('targetcreated', attachNew)
  await Promise.all(sessions)
  return {
    seen: () => seen,
    async stop() {
      browser.off('targetcreated', attachNew)
      // A popup that was closed meanwhile has taken its session with it.
      await Promise.allSettled(sessions.map(async session => (await session)()))
    },
  }
}

const isContext = (target: Target): boolean =>
  ['page', 'service_worker', 'background_page'].includes(target.type())
