import { describe, expect, test } from 'vitest'
import { browserApiUses } from '../../../scripts/test/browser-api.ts'

describe('browserApiUses', () => {
  test.each([
    ['chrome.runtime.id', [1]],
    ['\nawait browser.tabs.query({})', [2]],
    ['globalThis.chrome?.offscreen', [1]],
    ["chrome['tabs']", [1]],
    ["if (typeof browser === 'undefined') {}", [1]],
  ])('finds %s', (text, lines) => {
    expect(browserApiUses('a.ts', text)).toEqual(lines)
  })

  test.each([
    '// chrome.runtime is not for us',
    "const text = 'chrome.runtime'",
    'const address = settings.browser.address',
    'type Reason = chrome.offscreen.Reason',
    'const view = <p title="browser.tabs">browser.tabs</p>',
  ])('leaves %s alone', text => {
    expect(browserApiUses('a.tsx', text)).toEqual([])
  })
})
