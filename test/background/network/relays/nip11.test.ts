import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { areStale, parseRelayLimits, readRelayLimits } from '../../../../background/network/relays/nip11.ts'
import { environment } from '../members.ts'

let server: Server | undefined

async function serve(answer: RequestListener): Promise<string> {
  const started = createServer(answer)
  server = started
  await new Promise<void>(resolve => started.listen(0, '127.0.0.1', resolve))
  const address = started.address()
  if (typeof address !== 'object' || !address) throw new Error('The server has no port')
  return `ws://127.0.0.1:${address.port}`
}

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = undefined
})

describe('what a relay says of itself', () => {
  test('is read where it says it', async () => {
    let accept: string | undefined
    const url = await serve((request, response) => {
      accept = request.headers.accept
      response.end(
        JSON.stringify({
          name: ' A relay ',
          software: 'ignored',
          limitation: {
            max_content_length: 65_535,
            max_message_length: 131_072,
            auth_required: true,
            payment_required: false,
            restricted_writes: false,
          },
        }),
      )
    })
    const { readAt, ...limits } = await readRelayLimits(url, environment)
    expect(accept).toBe('application/nostr+json')
    expect(Math.abs(readAt - environment.now())).toBeLessThan(60_000)
    expect(limits).toEqual({
      name: 'A relay',
      content: 65_535,
      message: 131_072,
      needsAuth: true,
      needsPayment: false,
      restrictsWrites: false,
    })
  })

  test.each<[string, RequestListener]>([
    ['is not there', (_request, response) => response.writeHead(404).end('{"name":"x"}')],
    ['is no JSON', (_request, response) => response.end('<html>')],
    ['is JSON of another kind', (_request, response) => response.end('[1, 2]')],
    [
      'is too large',
      (_request, response) => response.end(JSON.stringify({ name: 'x', more: 'y'.repeat(70_000) })),
    ],
    [
      'is elsewhere',
      (request, response) => {
        if (request.url === '/') response.writeHead(302, { location: '/elsewhere' }).end()
        else response.end('{"name":"not the relay"}')
      },
    ],
    ['never comes', () => {}],
    ['never ends', (_request, response) => void response.write('{')],
    ['breaks off', (_request, response) => response.destroy()],
  ])('is not known when it %s', async (_what, answer) => {
    const limits = await readRelayLimits(await serve(answer), environment)
    expect(Object.keys(limits)).toEqual(['readAt'])
  })

  test('is not known when nobody listens', async () => {
    const url = await serve(() => {})
    await new Promise(resolve => server?.close(resolve))
    expect(Object.keys(await readRelayLimits(url, environment))).toEqual(['readAt'])
  })
})

test('one damaged field does not spoil the others', () => {
  const limits = parseRelayLimits(
    {
      name: 7,
      limitation: {
        max_content_length: -1,
        max_message_length: 1000,
        auth_required: 'yes',
        restricted_writes: true,
      },
    },
    5,
  )
  expect(limits).toEqual({ readAt: 5, message: 1000, restrictsWrites: true })
  expect(parseRelayLimits({ name: 'x'.repeat(1000), limitation: null }, 5)).toEqual({
    readAt: 5,
    name: 'x'.repeat(300),
  })
})

test('limits are read again after a week, after a day if there were none, and when the clock was moved back', () => {
  const day = 24 * 60 * 60_000
  const known = { readAt: 0, content: 1 }
  expect(areStale(undefined, 0)).toBe(true)
  expect([areStale(known, 6.9 * day), areStale(known, 7.1 * day)]).toEqual([false, true])
  expect([areStale({ readAt: 0 }, 0.9 * day), areStale({ readAt: 0 }, 1.1 * day)]).toEqual([false, true])
  expect(areStale({ ...known, readAt: 10 }, 5)).toBe(true)
})
