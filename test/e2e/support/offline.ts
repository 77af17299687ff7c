import type { ChromiumBrowser } from './chromium.ts'
import type { CuttableProxy } from './cuttable-proxy.ts'

/**
 * Takes a Chromium that was launched with `proxy` off the network, as when its cable is pulled: its sockets end, its
 * direct connections to peers end, and the browser says it is offline.
 */
export async function goOffline({ offscreen }: ChromiumBrowser, proxy: CuttableProxy): Promise<void> {
  proxy.cut()
  const page = await offscreen()
  await page.setOfflineMode(true)
  // Data channels run over UDP, past the proxy, and no emulation of the network touches them.
  const prototype = await page.evaluateHandle(() => RTCPeerConnection.prototype)
  const connections = await page.queryObjects(prototype)
  await connections.evaluate(all => {
    // A prototype of our own class of connections is found as well; it has a constructor, and is none.
    for (const connection of all) if (!Object.hasOwn(connection, 'constructor')) connection.close()
  })
}

/** Puts it back on the network. */
export async function goOnline({ offscreen }: ChromiumBrowser, proxy: CuttableProxy): Promise<void> {
  proxy.restore()
  const page = await offscreen()
  await page.setOfflineMode(false)
}
