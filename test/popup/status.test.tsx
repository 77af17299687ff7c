// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import type { CartHead } from '../../extension/messages/popup-surface.ts'
import { statusWords } from '../../popup/status/status-words.ts'
import { createText } from '../../popup/text/text.ts'
import { message } from './catalogue.ts'
import { FakeBackground } from './fake-background.ts'
import { openPage, type Page } from './page.ts'
import { benDevice, cemDevice, emptyHead, sharedHead } from './sample-cart.ts'

const text = createText({ message, language: 'en-GB' })
const connected = { url: 'wss://relay-one.example', state: 'connected' } as const
const failed = { url: 'wss://relay-one.example', state: 'failed' } as const
const quiet = { relays: [connected], peers: [], savedOn: 0, waiting: false }

function said(more: Partial<CartHead>): string {
  return statusWords({ ...sharedHead, ...more }, text).words.join(' · ')
}

const noon = new Date()
noon.setHours(12, 5)

describe('the status says', () => {
  it.each<[string, Partial<CartHead>, string]>([
    ['that nothing is shared', { shared: false }, 'On this device only'],
    ['who is there', { network: { ...quiet, peers: [benDevice, cemDevice] } }, '2 people connected'],
    [
      'where it is saved, and when',
      { network: { ...quiet, savedOn: 3, savedAt: noon.getTime() } },
      'Saved on 3 relays, 12:05',
    ],
    ['that changes wait', { network: { ...quiet, waiting: true } }, 'Changes waiting to be sent'],
    ['that it is offline', { network: { ...quiet, relays: [failed] } }, 'Offline'],
    [
      'that changes wait offline',
      { network: { ...quiet, relays: [failed], waiting: true } },
      'Offline: changes are waiting',
    ],
    [
      'that relays refuse it',
      { network: { ...quiet, problem: 'cart-too-large' } },
      'Not saved: this cart is too large for the relays',
    ],
    [
      'that the disk is full, before all else',
      { unsaved: 'full', shared: false },
      'Not saved: the disk is full',
    ],
  ])('%s', (_, head, words) => {
    expect(said(head)).toBe(words)
  })

  it('nothing of the network before it has reported', () => {
    const { network: _, ...head } = sharedHead
    expect(statusWords(head, text).words).toEqual(['Connecting…'])
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

  it('the details name the people and every relay', async () => {
    const background = new FakeBackground({ head: sharedHead })
    page = await openPage(background, { activeTab: async () => undefined })
    expect(page.text()).toContain('Connected now: Ben')
    expect(page.text()).toContain('relay-three.example: not reachable (timed out)')
  })
})
