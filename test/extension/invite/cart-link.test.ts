import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import {
  createCartLink,
  type Invite,
  isCartLink,
  maxLinkLength,
  parseCartLink,
} from '../../../extension/invite/cart-link.ts'
import { writeFragment } from '../../../extension/invite/link-format.ts'
import { UserError, type UserErrorCode } from '../../../extension/user-error.ts'

vi.setConfig({ testTimeout: 30_000 })

const page = 'https://guest.example/cart/'
const secret = Uint8Array.from({ length: 32 }, (_, index) => index * 7)
const relays = ['wss://relay.example', 'wss://other.example/path', 'ws://127.0.0.1:7777']

async function codeOf(text: string): Promise<UserErrorCode | 'none'> {
  try {
    await parseCartLink(text)
    return 'none'
  } catch (error) {
    if (error instanceof UserError) return error.code
    throw error
  }
}

test('a link gives back what it was made of', async () => {
  const anyInvite = fc.record({
    secret: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    relays: fc.array(fc.constantFrom(...relays), { maxLength: 3 }),
  })
  await fc.assert(
    fc.asyncProperty(anyInvite, async (invite: Invite) => {
      expect(await parseCartLink(await createCartLink(invite, page))).toEqual(invite)
    }),
  )
})

test('the frozen link of format 1 is read for ever', async () => {
  const link =
    'https://guest.example/cart/#cCrtAVkABw4VHCMqMTg_Rk1UW2JpcHd-hYyTmqGor7a9xMvS2Q1yZWxheS5leGFtcGxlEm90aGVyLmV4YW1wbGUvcGF0aI4xMjcuMC4wLjE6Nzc3Nznm0xM'
  expect(await createCartLink({ secret, relays }, page)).toBe(link)
  expect(await parseCartLink(link)).toEqual({ secret, relays })
})

test('any host and any text around the fragment will do', async () => {
  const fragment = (await createCartLink({ secret, relays }, page)).slice(page.length)
  for (const text of [
    `http://localhost:8080/${fragment}`,
    `Here is our cart: <https://elsewhere.example/x?y=1${fragment}>, see you!`,
    ` ${page}${fragment}\n`,
    fragment,
  ]) {
    expect(isCartLink(text)).toBe(true)
    expect(await parseCartLink(text)).toEqual({ secret, relays })
  }
})

test('a fragment of the guest page is replaced', async () => {
  expect(await createCartLink({ secret, relays }, `${page}#top`)).toBe(
    await createCartLink({ secret, relays }, page),
  )
})

test('a link stays under 200 characters; hints that do not fit are left out', async () => {
  const long = Array.from(
    { length: 9 },
    (_, index) => `wss://relay-${index}.a-rather-long-name.example/with/a/path`,
  )
  const link = await createCartLink({ secret, relays: [...long, 'wss://r.example'] }, page)
  expect(link.length).toBeLessThan(maxLinkLength)
  expect((await parseCartLink(link)).relays).toEqual([long[0], 'wss://r.example'])
})

test('a guest page that leaves no room for hints still gets a whole link', async () => {
  const link = await createCartLink({ secret, relays }, `${page}${'p'.repeat(300)}`)
  expect(await parseCartLink(link)).toEqual({ secret, relays: [] })
})

test('only addresses that a cart may use become hints', async () => {
  const others = [
    'https://relay.example',
    'ws://relay.example',
    'wss://user:word@relay.example',
    'wss://relay.example/#x',
    'nonsense',
  ]
  const link = await createCartLink({ secret, relays: [...others, 'WSS://Relay.Example:443/'] }, page)
  expect((await parseCartLink(link)).relays).toEqual(['wss://relay.example'])
})

test('a secret of another length is a mistake of the caller', async () => {
  await expect(createCartLink({ secret: secret.slice(1), relays }, page)).rejects.toThrow(RangeError)
})

test('every cut link is incomplete, or no link of ours where its mark is cut', async () => {
  const link = await createCartLink({ secret, relays }, page)
  const mark = link.indexOf('#') + 5
  for (let length = 0; length < link.length; length++) {
    expect(await codeOf(link.slice(0, length)), link.slice(0, length)).toBe(
      length < mark ? 'link-not-ours' : 'link-incomplete',
    )
  }
})

test('every changed character is noticed', async () => {
  const link = await createCartLink({ secret, relays }, page)
  const start = link.indexOf('#') + 1
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  for (let at = start; at < link.length; at++) {
    for (let bit = 1; bit < 64; bit <<= 1) {
      const character = alphabet[alphabet.indexOf(link.charAt(at)) ^ bit] ?? ''
      const changed = link.slice(0, at) + character + link.slice(at + 1)
      // A greater length byte (characters 5 and 6 after the mark) looks as if the end were missing.
      const wrong = at < start + 4 ? ['link-not-ours'] : ['link-damaged']
      if (at === start + 5 || at === start + 6) wrong.push('link-incomplete')
      expect(wrong, changed).toContain(await codeOf(changed))
    }
  }
})

test('what follows the fragment directly is noticed', async () => {
  expect(await codeOf(`${await createCartLink({ secret, relays }, page)}AAAA`)).toBe('link-damaged')
})

test('an intact link of a later format says so', async () => {
  expect(await codeOf(`#${await writeFragment({ version: 2, body: new Uint8Array(50) })}`)).toBe(
    'link-version',
  )
})

test('an intact fragment with a body that format 1 does not have is damaged', async () => {
  const bodies = [
    secret.slice(1),
    [...secret, 5, 65],
    [...secret, 0],
    [...secret, 1, 0xff],
    // "relay.example" with the mark of ws:, and with a fragment in it
    [...secret, 0x8d, ...new TextEncoder().encode('relay.example')],
    [...secret, 0x0f, ...new TextEncoder().encode('relay.example/#')],
  ]
  for (const body of bodies) {
    const fragment = await writeFragment({ version: 1, body: Uint8Array.from(body) })
    expect(await codeOf(`${page}#${fragment}`), String(body)).toBe('link-damaged')
  }
})

test('fragments of other sites are not ours', async () => {
  for (const text of [
    '',
    'https://shop.example/#cart',
    'https://shop.example/#/cart?id=1',
    'https://shop.example/cart',
    'https://board.example/#room=abc,DEF',
    'https://shop.example/#AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA',
    '#%F0%9F%9B%92',
    'cCrtAWQABw4VHCMq',
  ]) {
    expect(isCartLink(text)).toBe(false)
    expect(await codeOf(text)).toBe('link-not-ours')
  }
})

test('no text at all makes it crash', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string().map(fragment => `https://shop.example/#${fragment}`),
    fc.base64String().map(base64 => `#cCrt${base64}`),
  )
  await fc.assert(
    fc.asyncProperty(text, async (input: string) => {
      expect(['link-not-ours', 'link-incomplete', 'link-damaged']).toContain(await codeOf(input))
    }),
  )
})
