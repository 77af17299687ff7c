/** Whether a host name always means this machine: https://datatracker.ietf.org/doc/html/rfc6761#section-6.3 */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/**
 * A relay's address in its one canonical form, or undefined when `text` is not an address that a cart may use:
 * `wss:` anywhere, `ws:` on this machine only, with no user name, password or fragment.
 */
export function relayAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const allowed = url.protocol === 'wss:' || (url.protocol === 'ws:' && isLoopback(url.hostname))
  if (!allowed || url.username !== '' || url.password !== '' || url.hash !== '') return undefined
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}${url.search}`
}
