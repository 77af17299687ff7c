import { randomBytes } from 'node:crypto'
import { getPublicKey } from 'nostr-tools/pure'
import { expect, test } from 'vitest'
import { addProduct } from '../../../../extension/cart/operations/add.ts'
import { tick } from '../../../../extension/cart/operations/bought.ts'
import { setCartName, setMember } from '../../../../extension/cart/operations/cart-wide.ts'
import { clearBought } from '../../../../extension/cart/operations/clear-bought.ts'
import { editNote } from '../../../../extension/cart/operations/fields.ts'
import type { Replica } from '../../../../extension/cart/replica.ts'
import { deriveKeys } from '../../../../extension/invite/keys.ts'
import { expectBlind } from '../../../support/what-a-relay-sees.ts'
import type { Device } from './device.ts'
import { Household, until, useRelays } from './household.ts'

const relays = useRelays(2)

const texts = {
  title: 'Darjeeling first flush',
  url: 'https://tea-shop.example/products/darjeeling?size=250',
  image: 'https://cdn.tea-shop.example/darjeeling.jpg',
  shop: 'The Tea Shop of the Example',
  domain: 'tea-shop.example',
  note: 'the dark one, not the light',
  cart: 'Saturday at ours',
  people: ['Annabel', 'Benedict', 'Cleopatra'],
}

const ids = ['anna0001', 'ben00001', 'cleo0001']

/** Does something to a device's cart, as its background does. */
function operate(device: Device, id: string, home: Household, work: (replica: Replica) => void): void {
  device.change(doc => work({ doc, device: id, now: () => Math.floor(home.clock.now()) }))
}

/** A line key is 22 characters of base64url. */
function keyOf(number: number): string {
  return `line${number}`.padEnd(22, 'A')
}

function buy(replica: Replica, number: number): void {
  addProduct(replica, keyOf(number), 1 + (number % 3), {
    title: `${texts.title} ${number}`,
    url: `${texts.url}&line=${number}`,
    image: texts.image,
    price: { amount: 1_000 + number, currency: 'EUR' },
    shop: { name: texts.shop, domain: texts.domain },
  })
}

async function secretsOf({ secret }: Household) {
  const { signingKey, roomName, roomPassword } = await deriveKeys(secret)
  const key = Buffer.from(secret)
  const words = [
    ...Object.values(texts).flat(),
    ...ids,
    ...['Darjeeling', 'tea-shop', '"currency"', roomName, roomPassword],
    ...[key.toString('hex'), key.toString('base64'), Buffer.from(signingKey).toString('hex')],
  ]
  return { publicKey: getPublicKey(signingKey), words }
}

test('a relay sees one key, names of slots, padded sizes and times, and nothing else', async () => {
  const home = new Household(relays)
  const [strict, plain] = relays
  await strict?.set({ auth: 'required' })
  const began = home.clock.now() / 1000
  const devices = ids.map(id => home.device(id))
  for (const [at, device] of devices.entries()) {
    operate(device, ids[at] ?? '', home, replica => {
      setMember(replica, { person: texts.people[at] ?? '', colour: '#336699' })
      setCartName(replica, texts.cart)
    })
    for (let number = 0; number < 6; number++) {
      operate(device, ids[at] ?? '', home, replica => buy(replica, number))
      await home.clock.pass(2_000)
    }
  }
  const [anna] = devices
  if (!anna) throw new Error('There is no device')
  operate(anna, 'anna0001', home, replica => {
    editNote(replica, keyOf(1), texts.note)
    tick(replica, keyOf(2))
    clearBought(replica)
  })
  // More than one event holds, so that there are parts, and deletions once they are replaced.
  anna.add(...Array.from({ length: 30 }, () => randomBytes(3_000).toString('base64')))
  home.clock.speed *= 2
  await until(() => {
    for (const { status } of devices) expect(status).toMatchObject({ savedOn: 2, waiting: 0 })
  })

  const secrets = await secretsOf(home)
  const ended = home.clock.now() / 1000
  for (const relay of [strict, plain]) {
    const seen = expectBlind((await relay?.frames()) ?? [], secrets)
    expect(seen).toMatchObject({ REQ: expect.any(Number), 'EVENT 30078': expect.any(Number) })
    const events = (await relay?.received()) ?? []
    expect(events.length).toBeGreaterThan(5)
    for (const { created_at } of events) {
      expect(created_at).toBeGreaterThan(began - 2)
      expect(created_at).toBeLessThan(ended + 240)
    }
    // Slots of three devices, and what the parts took: no more names than that.
    expect(new Set(events.map(({ tags }) => tags[0]?.[1])).size).toBeLessThan(20)
  }
  expect(expectBlind((await strict?.frames()) ?? [], secrets)).toHaveProperty('AUTH')
})
