import { beforeEach, expect, test, vi } from 'vitest'
import { onWake } from '../../../extension/browser/wake.ts'

type Listener = (message: unknown, sender: object) => unknown
const { listeners } = vi.hoisted(() => ({ listeners: [] as Listener[] }))

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: {
      id: 'us',
      getURL: (path: string) => `chrome-extension://us/${path}`,
      onMessage: { addListener: (listener: Listener) => listeners.push(listener) },
    },
  },
}))

beforeEach(() => {
  listeners.length = 0
})

function say(message: unknown, sender: object): { answers: unknown[]; woken: number } {
  const woken = vi.fn()
  onWake(woken)
  return {
    answers: listeners.map(listener => listener(message, sender)),
    woken: woken.mock.calls.length,
  }
}

test('the offscreen document wakes the background', async () => {
  const own = { id: 'us', url: 'chrome-extension://us/background/network/offscreen.html' }
  const { answers, woken } = say('wake', own)
  expect(woken).toBe(1)
  await expect(answers[0]).resolves.toBe(true)
})

test.each([
  ['a script in a shop page', 'wake', { id: 'us', url: 'https://shop.example/', tab: {} }],
  ['another extension', 'wake', { id: 'them', url: 'chrome-extension://them/page.html' }],
  ['nobody in particular', 'wake', { id: 'us' }],
  ['another message', 'walk', { id: 'us', url: 'chrome-extension://us/popup/popup.html' }],
])('%s does not', (_name, message, sender) => {
  expect(say(message, sender)).toEqual({ answers: [undefined], woken: 0 })
})
