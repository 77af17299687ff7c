// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { UserError } from '../../extension/user-error.ts'
import type { PageObject } from '../ui/page-object.ts'
import { FakeSettings } from './fake-settings.ts'
import { openSettings } from './page.ts'
import { garden, groceries, ownCart, sampleSettings } from './sample-settings.ts'

let page: PageObject
let background: FakeSettings
afterEach(() => page.close())

async function open(event = sampleSettings): Promise<void> {
  background = new FakeSettings(event)
  page = await openSettings(background)
}

const panel = (): string => page.get('region', groceries.name).textContent ?? ''

describe('the name', () => {
  it('is changed', async () => {
    await open()
    await page.type('Your name', ' Anita ')
    await page.click('button', 'Save')
    expect(background.event.person).toBe('Anita')
    expect(page.text()).toContain('Saved.')
  })

  it('cannot be empty', async () => {
    await open()
    await page.type('Your name', '  ')
    await page.click('button', 'Save')
    expect(page.get('alert').textContent).toBe('Type a name first.')
    expect(background.asked).toEqual([])
  })

  it('that could not be saved stays typed', async () => {
    await open()
    background.override('setPerson', () => {
      throw new UserError('not-saved')
    })
    await page.type('Your name', 'Anita')
    await page.click('button', 'Save')
    expect(page.get('alert').textContent).toContain('could not be saved')
    expect(page.get<HTMLInputElement>('textbox', 'Your name').value).toBe('Anita')
  })

  it('follows what was changed elsewhere, but not over what is typed', async () => {
    await open()
    background.change({ person: 'Ann' })
    await page.settle()
    expect(page.get<HTMLInputElement>('textbox', 'Your name').value).toBe('Ann')
    await page.type('Your name', 'Anita')
    background.change({ person: 'Anna' })
    await page.settle()
    expect(page.get<HTMLInputElement>('textbox', 'Your name').value).toBe('Anita')
  })
})

describe('carts', () => {
  it('are all listed with where they are kept; the one of the popup is shown', async () => {
    await open()
    expect(page.get('navigation', 'Your carts').textContent).toBe(
      'Groceries & moreSaved on 1 relay, 12:05Cart with Ada1 device connectedMy cartOn this device only',
    )
    expect(page.has('region', groceries.name)).toBe(true)
  })

  it('are shown one at a time', async () => {
    await open()
    await page.click('button', /^Cart with Ada/)
    expect(page.get('region', 'Cart with Ada').textContent).toContain(
      '1 device connected · 2 changes waiting to be sent',
    )
    expect(page.get('button', /^Cart with Ada/).getAttribute('aria-current')).toBe('true')
    await page.click('button', /^My cart/)
    expect(page.get('region', 'My cart').textContent).toContain('uses no relays')
    expect(page.has('textbox', 'Add a relay')).toBe(false)
  })

  it('that are not shared use none', async () => {
    await open({ chosen: ownCart.id, carts: [ownCart] })
    expect(page.has('heading', 'No shared cart yet')).toBe(true)
    expect(page.has('navigation')).toBe(false)
  })

  it('that go while they are shown make room for another', async () => {
    await open()
    await page.click('button', /^Cart with Ada/)
    background.change({ carts: [groceries] })
    await page.settle()
    expect(page.has('region', groceries.name)).toBe(true)
    expect(page.has('navigation')).toBe(false)
  })

  it('say what is wrong and what to do', async () => {
    await open()
    const network = { relays: [], peers: [], savedOn: 0, waiting: 1 }
    background.changeCart(groceries.id, cart => ({
      ...cart,
      saved: 'failing',
      network: { ...network, problem: 'clock' },
    }))
    await page.settle()
    expect(panel()).toContain('clock is wrongSet the date and the time')
    background.changeCart(groceries.id, cart => ({ ...cart, saved: 'failing', network }))
    await page.settle()
    expect(panel()).toContain('Not saved: the disk does not take it.')
  })

  it('show how far reading is', async () => {
    await open()
    background.changeCart(groceries.id, cart => ({
      ...cart,
      network: {
        relays: [],
        peers: [],
        savedOn: 0,
        waiting: 0,
        progress: { what: 'reading', done: 5, total: 20 },
      },
    }))
    await page.settle()
    expect(page.get('progressbar', 'Reading: 5 of 20 parts').getAttribute('aria-valuenow')).toBe('5')
  })
})

describe('relays', () => {
  it('say how they are, what they hold and whose choice they were', async () => {
    await open()
    const rows = [...page.root.querySelectorAll('.relay')].map(row => row.textContent)
    expect(rows[0]).toBe(
      'relay-one.exampleconnected · has everythingRecommended by Common Cart · Holds 4 packets of 3 devices, 12 kB · last answered 12:05',
    )
    expect(rows[1]).toContain('connected · lacks some changes')
    expect(rows[1]).toContain('Holds 1 packet of 1 device, 1.5 kB')
    expect(rows[2]).toMatch(
      /cannot be reached: timed outAdded by another member · last answered 6 Jan,? \d\d:40/,
    )
    expect(rows[3]).toContain('refuses to keep the cart: blocked: this relay keeps notes only')
    expect(rows[3]).toContain('Added by you · Holds nothing of this cart')
  })

  it('that the network has not spoken of say so', async () => {
    const { network: _, ...cart } = groceries
    await open({ chosen: cart.id, carts: [cart] })
    expect(panel()).toContain('Connecting…')
    expect(panel()).toContain('relay-one.examplenot used yetRecommended by Common Cart')
  })

  it('at rest say what they had', async () => {
    await open({ chosen: garden.id, carts: [garden] })
    expect(page.text()).toContain(
      'resting · lacks some changesRecommended by Common Cart · last answered 12:05',
    )
  })

  it('are removed after a question', async () => {
    await open()
    await page.press('button', 'Remove relay-two.example')
    expect(document.activeElement?.textContent).toBe('Remove')
    await page.click('button', 'Cancel')
    expect(background.asked).toEqual([])
    expect(document.activeElement).toBe(page.get('button', 'Remove relay-two.example'))

    await page.press('button', 'Remove relay-two.example')
    await page.press('button', 'Remove')
    expect(background.asked).toEqual([
      { name: 'removeRelay', params: { cart: groceries.id, url: 'wss://relay-two.example' } },
    ])
    expect(panel()).not.toContain('relay-two.example')
    expect(document.activeElement).toBe(page.get('heading', 'Relays of this cart'))
    expect(page.text()).toContain('Removed relay-two.example.')
  })

  it('are kept where Escape answers the question', async () => {
    await open()
    await page.press('button', 'Remove relay-two.example')
    await page.key(page.get('button', 'Remove'), 'Escape')
    expect(page.has('group')).toBe(false)
    expect(background.asked).toEqual([])
  })

  it('that could not be removed stay, with the reason', async () => {
    await open()
    background.override('removeRelay', () => {
      throw new UserError('relay-last')
    })
    await page.click('button', 'Remove relay-two.example')
    await page.click('button', 'Remove')
    expect(page.get('alert').textContent).toContain('needs at least one relay')
    expect(panel()).toContain('relay-two.example')
  })

  it('cannot all be removed', async () => {
    await open({ chosen: garden.id, carts: [garden] })
    expect(page.get<HTMLButtonElement>('button', 'Remove relay-one.example').disabled).toBe(true)
    expect(page.text()).toContain('add another one before you remove this')
  })

  it('are replaced by the recommended ones after a question', async () => {
    await open()
    await page.press('button', 'Use the recommended relays')
    expect(background.asked).toEqual([])
    await page.click('button', 'Replace')
    expect(background.asked).toEqual([{ name: 'resetRelays', params: { cart: groceries.id } }])
    expect(panel()).toContain('picked.example')
    expect(page.has('button', 'Replace')).toBe(false)
  })
})

describe('a new relay', () => {
  const field = (): HTMLInputElement => page.get<HTMLInputElement>('textbox', 'Add a relay')

  it('is added by its address, with or without wss://', async () => {
    await open()
    await page.type('Add a relay', ' relay-four.example/ ')
    await page.click('button', 'Add')
    expect(background.asked).toEqual([
      { name: 'addRelay', params: { cart: groceries.id, url: 'wss://relay-four.example' } },
    ])
    expect(field().value).toBe('')
    expect(panel()).toContain('relay-four.example')
  })

  it.each(['https://relay.example', 'http://x', 'ftp://x'])(
    'that begins as %s is told at once',
    async typed => {
      await open()
      await page.type('Add a relay', typed)
      expect(page.get('alert').textContent).toContain('This is no relay address.')
    },
  )

  it.each(['', 'two words', 'ws://relay.example', 'wss://user:key@relay.example', 'wss://'])(
    'is not asked for as "%s"',
    async typed => {
      await open()
      await page.type('Add a relay', typed)
      expect(page.has('alert')).toBe(false)
      await page.click('button', 'Add')
      expect(page.get('alert').textContent).toContain('This is no relay address.')
      expect(document.activeElement).toBe(field())
      expect(background.asked).toEqual([])
      await page.type('Add a relay', `${typed}x`)
      expect(page.has('alert')).toBe(false)
    },
  )

  it('that the cart has is told while it is typed', async () => {
    await open()
    await page.type('Add a relay', 'WSS://Relay-One.example/')
    expect(page.get('alert').textContent).toBe('This cart already uses this relay.')
    await page.click('button', 'Add')
    expect(background.asked).toEqual([])
  })

  it('is tried out, once, before it is there', async () => {
    await open()
    let answer = (): void => undefined
    background.override('addRelay', () => new Promise(resolve => (answer = () => resolve(null))))
    await page.type('Add a relay', 'relay-four.example')
    await page.click('button', 'Add')
    await page.click('button', 'Trying it out…')
    expect(background.asked).toHaveLength(1)
    answer()
    await page.settle()
    expect(page.has('button', 'Add')).toBe(true)
  })

  it('that does not work is said to, in its own words, and stays typed', async () => {
    await open()
    background.override('addRelay', () => {
      throw new UserError('relay-fails', 'restricted: pay first')
    })
    await page.type('Add a relay', 'relay-four.example')
    await page.click('button', 'Add')
    expect(page.get('alert').textContent).toMatch(/so it was not added\. \(\W?restricted: pay first\W?\)/)
    expect(field().value).toBe('relay-four.example')
    expect(document.activeElement).toBe(field())
  })
})

it('follows nothing once it is closed', async () => {
  await open()
  expect(background.followers).toBe(1)
  await page.close()
  expect(background.followers).toBe(0)
  await open()
})
