// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import type { CartHead } from '../../extension/messages/popup-surface.ts'
import { UserError } from '../../extension/user-error.ts'
import { statusWords } from '../../popup/status/status-words.ts'
import { createText } from '../../ui/text/text.ts'
import { message } from '../ui/catalogue.ts'
import { FakeBackground } from './fake-background.ts'
import { openPage, type Page } from './page.ts'
import { benDevice, cemDevice, emptyHead, sharedHead } from './sample-cart.ts'

const text = createText({ message, language: 'en-GB' })
const connected = { url: 'wss://relay-one.example', state: 'connected', hasAll: false } as const
const failed = { url: 'wss://relay-one.example', state: 'failed', hasAll: false } as const
const resting = { url: 'wss://relay-two.example', state: 'resting', hasAll: true } as const
const noon = new Date()
noon.setHours(12, 5)
const quiet = { relays: [connected], peers: [], savedOn: 0, waiting: 0 }

function said(more: Partial<CartHead>, lines = 1): string {
  return statusWords({ ...sharedHead, ...more }, lines, text).words.join(' · ')
}

/** A second device of the person, beside Ben and Cem. */
const tablet = { device: 'deviceTb', person: sharedHead.person ?? '', colour: '#112233' }
const withTablet = [...sharedHead.members, tablet]
const { name: _name, ...unnamedHead } = sharedHead
/** As a cart is that was joined and never reached: it has its own member and nothing else. */
const joinedHead: CartHead = {
  ...unnamedHead,
  members: sharedHead.members.slice(0, 1),
  network: { ...quiet, relays: [failed], waiting: 1 },
}

describe('the status says', () => {
  it.each<[string, Partial<CartHead>, string]>([
    ['that nothing is shared', { shared: false }, 'On this device only'],
    ['who is there', { network: { ...quiet, peers: [benDevice, cemDevice] } }, '2 people connected'],
    [
      'where it is saved, and when',
      { network: { ...quiet, savedOn: 3, savedAt: noon.getTime() } },
      'Saved on 3 relays, 12:05',
    ],
    ['that a change waits', { network: { ...quiet, waiting: 1 } }, '1 change waiting to be sent'],
    ['how many changes wait', { network: { ...quiet, waiting: 12 } }, '12 changes waiting to be sent'],
    [
      'who is there while changes wait',
      { network: { ...quiet, peers: [benDevice], waiting: 2 } },
      '1 person connected · 2 changes waiting to be sent',
    ],
    ['that it is offline', { network: { ...quiet, relays: [failed] } }, 'Offline'],
    [
      'that changes wait offline',
      { network: { ...quiet, relays: [failed], waiting: 1 } },
      'Offline: 1 change waiting',
    ],
    [
      'where it was saved before it was offline',
      { network: { ...quiet, relays: [failed], savedOn: 1, savedAt: noon.getTime() } },
      'Offline · Saved on 1 relay, 12:05',
    ],
    [
      'while relays rest what it said before',
      { network: { ...quiet, relays: [resting, failed], savedOn: 3, savedAt: noon.getTime() } },
      'Saved on 3 relays, 12:05',
    ],
    [
      'that changes wait for relays that rest',
      { network: { ...quiet, relays: [resting], waiting: 2 } },
      '2 changes waiting to be sent',
    ],
    [
      'that resting relays are not known to have it',
      { network: { ...quiet, relays: [resting] } },
      'Not on a relay yet',
    ],
    [
      'how far saving is',
      { network: { ...quiet, waiting: 3, progress: { what: 'saving', done: 3, total: 14 } } },
      'Saving: 3 of 14 parts · 3 changes waiting to be sent',
    ],
    [
      'how far reading is, and who is there',
      { network: { ...quiet, peers: [benDevice], progress: { what: 'reading', done: 1200, total: 3000 } } },
      'Reading: 1,200 of 3,000 parts · 1 person connected',
    ],
    [
      'that the cart is too large',
      { network: { ...quiet, problem: 'cart-too-large' } },
      'Not saved: this cart is too large for the relays',
    ],
    [
      'that relays refuse it, and who gets it all the same',
      { network: { ...quiet, peers: [benDevice], problem: 'refused', waiting: 4 } },
      'Not saved: the relays refuse to keep this cart · 1 person connected',
    ],
    [
      'that the clock is in the way',
      { network: { ...quiet, problem: 'clock' } },
      "Not saved: the relays find that this device's clock is wrong",
    ],
    [
      'that the disk is full, before all else',
      { unsaved: 'full', shared: false },
      'Not saved: the disk is full',
    ],
  ])('%s', (_, head, words) => {
    expect(said(head)).toBe(words)
  })

  it.each<[string, readonly string[], string]>([
    ['a person with two devices as one', [benDevice, 'deviceB2'], '1 person connected'],
    ['own devices not as people', [benDevice, tablet.device], '1 person connected'],
    ['own devices as what they are', [tablet.device], 'Your other device is connected'],
    ['devices that the cart does not know', [benDevice, 'deviceXx', 'deviceYy'], '3 people connected'],
  ])('%s', (_, peers, words) => {
    const members = [...withTablet, { device: 'deviceB2', person: 'Ben', colour: '#123456' }]
    expect(said({ members, network: { ...quiet, peers: [...peers] } })).toBe(words)
  })

  it('that changes wait only if the person made some', () => {
    expect(statusWords(joinedHead, 0, text).words).toEqual(['Offline'])
    expect(statusWords(joinedHead, 1, text).words).toEqual(['Offline: 1 change waiting'])
    expect(statusWords({ ...joinedHead, name: 'Garden' }, 0, text).words).toEqual([
      'Offline: 1 change waiting',
    ])
  })

  it('nothing of the network before it has reported', () => {
    const { network: _, ...head } = sharedHead
    expect(statusWords(head, 1, text).words).toEqual(['Connecting…'])
  })
})

describe('in the popup', () => {
  let page: Page
  afterEach(() => page.close())

  it('what is not saved can be tried again', async () => {
    const background = new FakeBackground({ head: { ...emptyHead, unsaved: 'aborted' } })
    page = await openPage(background, { activeTab: async () => undefined })
    expect(page.text()).toContain('Not saved: the browser broke off the writing')
    await page.click('button', 'Try again')
    expect(page.text()).toContain('On this device only')
  })

  it('a joined cart that was not reached yet says so, and invites to join nothing', async () => {
    page = await openPage(new FakeBackground({ head: joinedHead }), { activeTab: async () => undefined })
    expect(page.has('heading', 'Not reached yet')).toBe(true)
    expect(page.text()).toContain('appear as soon as a relay or a member can be reached')
    expect(page.has('button', 'Join a cart')).toBe(false)
    expect(page.has('button', 'Add by hand')).toBe(true)
  })

  it('a joined cart that was reached and is empty is filled like any other', async () => {
    const head = { ...joinedHead, network: { ...quiet } }
    page = await openPage(new FakeBackground({ head }), { activeTab: async () => undefined })
    expect(page.has('heading', 'Nothing in here yet')).toBe(true)
  })

  it('the details tell own devices from the people', async () => {
    const network = { ...quiet, peers: [benDevice, tablet.device] }
    page = await openPage(new FakeBackground({ head: { ...sharedHead, members: withTablet, network } }), {
      activeTab: async () => undefined,
    })
    expect(page.text()).toContain('Connected now: BenYour other device is connected')
  })

  it('the details name the people and every relay', async () => {
    const background = new FakeBackground({ head: sharedHead })
    page = await openPage(background, { activeTab: async () => undefined })
    expect(page.text()).toContain('Connected now: Ben')
    expect(page.text()).toContain('relay-one.example: connected · has everything · last answered 10 Jan')
    expect(page.text()).toContain('relay-three.example: cannot be reached (timed out)')
  })

  it('the details say what to do about a problem, and lead to the settings', async () => {
    const background = new FakeBackground({
      head: { ...sharedHead, network: { ...quiet, problem: 'refused', waiting: 1 } },
    })
    let opened = 0
    page = await openPage(background, {
      activeTab: async () => undefined,
      openSettings: async () => {
        opened += 1
      },
    })
    expect(page.text()).toContain('Add another relay in the settings.')
    await page.click('button', 'Relays and settings')
    expect(opened).toBe(1)
  })

  it('a settings page that does not open is told', async () => {
    page = await openPage(new FakeBackground({ head: emptyHead }), {
      activeTab: async () => undefined,
      openSettings: async () => {
        throw new UserError('no-answer')
      },
    })
    await page.click('button', 'Relays and settings')
    expect(page.get('alert').textContent).toContain('did not answer')
  })

  it('a bar shows what takes a while, until it is done', async () => {
    const progress = { what: 'saving', done: 3, total: 14 } as const
    const background = new FakeBackground({ head: { ...sharedHead, network: { ...quiet, progress } } })
    page = await openPage(background, { activeTab: async () => undefined })
    const bar = page.get('progressbar', 'Saving: 3 of 14 parts')
    expect([
      bar.ariaValueNow ?? bar.getAttribute('aria-valuenow'),
      bar.getAttribute('aria-valuemax'),
    ]).toEqual(['3', '14'])
    background.change([], [], { network: { ...quiet } })
    await page.settle()
    expect(page.has('progressbar')).toBe(false)
  })
})
