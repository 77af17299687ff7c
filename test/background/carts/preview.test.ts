import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { previewCart } from '../../../background/carts/preview.ts'
import { rankFor } from '../../../background/carts/relay-choice.ts'
import type { MailboxPreview } from '../../../background/network/protocol.ts'
import type { NetworkClient } from '../../../background/network-host/network-client.ts'

const list = vi.hoisted(() => Array.from({ length: 12 }, (_, index) => `wss://relay-${index}.example`))
vi.mock('../../../extension/build-defaults.ts', () => ({ defaultRelays: list }))

const secret = new Uint8Array(32).fill(3)
const ranked = await rankFor(secret, list, [])

/** A network in which relays give what `holds` says of them; others do not answer. */
function networkOf(holds: Readonly<Record<string, readonly Uint8Array[]>>) {
  const asked: (readonly string[])[] = []
  const unused = (): never => {
    throw new Error('not expected')
  }
  const network: NetworkClient = {
    look: unused,
    open: unused,
    update: unused,
    relays: unused,
    attention: unused,
    probe: unused,
    async preview(_secret, relays): Promise<MailboxPreview> {
      asked.push(relays)
      const answers = relays.flatMap(relay => (holds[relay] ? [holds[relay]] : []))
      return { answered: answers.length, updates: answers.flat() }
    },
  }
  return { network, asked }
}

const [first = '', second = '', third = ''] = ranked
const something = [Y.encodeStateAsUpdate(new Y.Doc())]

test('where a relay of the link has the cart, no other is asked', async () => {
  const { network, asked } = networkOf({ [second]: something })
  const preview = await previewCart({ secret, relays: [first, second] }, undefined, network)
  expect(preview.reached).toBe(true)
  expect(asked).toEqual([[first, second]])
})

test('an old link, none of whose relays answers or none of which has the cart, is looked up where the cart is likely to be', async () => {
  for (const old of [{}, { [first]: [] }]) {
    const { network, asked } = networkOf({ ...old, [third]: something })
    const preview = await previewCart({ secret, relays: [first, second] }, undefined, network)
    expect(preview.reached).toBe(true)
    expect(asked).toEqual([[first, second], ranked.slice(2, 10)])
  }
})

test('a link that names no relay is looked up there at once', async () => {
  const { network, asked } = networkOf({})
  const preview = await previewCart({ secret, relays: [] }, undefined, network)
  expect(preview.reached).toBe(false)
  expect(asked).toEqual([ranked.slice(0, 8)])
})
