import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RelaySwitches } from './switches.ts'

/** Characters of an event's content that the relay takes. */
export const maxContent = 512 * 1024

const usual = {
  name: 'Common Cart, relay for development',
  supported_nips: [1, 9, 11, 40, 42],
  limitation: { max_content_length: maxContent },
}

/** Answers a plain HTTP request: the relay's information (NIP-11) for who asks for it, to pages of any origin. */
export function answerInformation(
  request: IncomingMessage,
  response: ServerResponse,
  { information = usual }: RelaySwitches,
): void {
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader('access-control-allow-headers', '*')
  response.setHeader('access-control-allow-methods', 'GET')
  if (request.method === 'OPTIONS') response.writeHead(204).end()
  else if (information === null) response.writeHead(404).end()
  else if (!request.headers.accept?.includes('application/nostr+json'))
    response.writeHead(200, { 'content-type': 'text/plain' }).end('A Nostr relay for development.\n')
  else
    response
      .writeHead(200, { 'content-type': 'application/nostr+json' })
      .end(typeof information === 'string' ? information : JSON.stringify(information))
}
