import { type Event, type EventTemplate, finalizeEvent, generateSecretKey } from 'nostr-tools/pure'
import { expect, onTestFinished } from 'vitest'
import WebSocket from 'ws'
import { type Relay, type RelayOptions, startRelay } from '../../../demo/relay.ts'

export const key = generateSecretKey()

/** Seconds since 1970, when the tests began. */
export const now = Math.floor(Date.now() / 1000)

/** A relay that ends with the test. */
export async function start(options: RelayOptions = {}): Promise<Relay> {
  const relay = await startRelay(options)
  onTestFinished(() => relay.stop())
  return relay
}

/** As it comes off the wire: without the mark that nostr-tools leaves on what it signed. */
export function signed(template: Partial<EventTemplate>, by = key): Event {
  const whole = { kind: 30078, tags: [['d', 'slot']], content: '', created_at: now, ...template }
  return JSON.parse(JSON.stringify(finalizeEvent(whole, by)))
}

/** A slot of its own for each name. */
export function slot(name: string, template: Partial<EventTemplate> = {}): Event {
  return signed({ tags: [['d', name]], ...template })
}

/** The answer to an event that was taken. */
export function taken({ id }: Event): unknown[] {
  return ['OK', id, true, expect.any(String)]
}

/** The answer to an event that was refused, with these words in its reason. */
export function refused({ id }: Event, words: string): unknown[] {
  return ['OK', id, false, expect.stringContaining(words)]
}

interface Client {
  send(message: unknown): void
  /** Sends a message and resolves to the next one that comes. */
  ask(message: unknown[]): Promise<unknown[]>
  next(): Promise<unknown[]>
  /** The next messages up to the first of this type, that one included. */
  until(type: string): Promise<unknown[][]>
  readonly closed: Promise<void>
}

/** Connects; what comes before anybody asked for it is kept. Rejects when the relay lets nobody in. */
export async function connect({ url }: { readonly url: string }): Promise<Client> {
  const socket = new WebSocket(url)
  onTestFinished(() => socket.terminate())
  const arrived: unknown[][] = []
  const waiting: ((message: unknown[]) => void)[] = []
  socket.on('message', data => {
    const message = JSON.parse(String(data))
    const taker = waiting.shift()
    if (taker) taker(message)
    else arrived.push(message)
  })
  const closed = new Promise<void>(resolve => socket.once('close', () => resolve()))
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const send = (message: unknown): void => socket.send(JSON.stringify(message))
  const next = (): Promise<unknown[]> =>
    new Promise(resolve => {
      const message = arrived.shift()
      if (message) resolve(message)
      else waiting.push(resolve)
    })
  return {
    send,
    next,
    closed,
    async until(type) {
      const messages = [await next()]
      while (messages.at(-1)?.[0] !== type) messages.push(await next())
      return messages
    },
    ask: message => {
      send(message)
      return next()
    },
  }
}
