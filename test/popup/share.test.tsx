// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { UserError } from '../../extension/user-error.ts'
import { FakeBackground } from './fake-background.ts'
import { openPage, type Page } from './page.ts'
import { emptyHead, sampleLink, sharedHead } from './sample-cart.ts'

const noTab = { activeTab: async () => undefined }
let page: Page
afterEach(() => page.close())

describe('sharing', () => {
  it('asks for a name once, then shows the link, a QR code and who can read the cart', async () => {
    const background = new FakeBackground({ head: emptyHead })
    page = await openPage(background, noTab)
    await page.click('button', 'Share')
    expect(page.has('heading', 'What should the others call you?')).toBe(true)
    await page.type('Your name', '  Ana ')
    await page.click('button', 'Continue')
    expect(background.asked).toContainEqual({ name: 'share', params: { person: 'Ana' } })
    expect(page.get<HTMLInputElement>('textbox', 'Cart link').value).toBe(await sampleLink())
    expect(page.get('img', 'QR code of the cart link').querySelector('path')?.getAttribute('d')).toMatch(
      /^M4 4h7v1/,
    )
    expect(page.text()).toContain('Whoever has the link can read and change this cart')
  })

  it('sends nothing when the browser was refused leave to send, and says so', async () => {
    const background = new FakeBackground({ head: sharedHead })
    const consentToShare = async (): Promise<never> => {
      throw new UserError('no-consent')
    }
    page = await openPage(background, { ...noTab, consentToShare })
    await page.click('button', 'Share')
    expect(page.get('alert').textContent).toContain('it stays on this device')
    expect(background.asked.filter(({ name }) => name === 'share')).toEqual([])
  })

  it('asks for nothing when the name is known', async () => {
    page = await openPage(new FakeBackground({ head: sharedHead }), noTab)
    await page.click('button', 'Share')
    expect(page.has('textbox', 'Your name')).toBe(false)
    expect(page.has('textbox', 'Cart link')).toBe(true)
    expect(page.get('region', 'In this cart').textContent).toContain('Cem Yıldız')
  })

  it('wants a name', async () => {
    const background = new FakeBackground({ head: emptyHead })
    page = await openPage(background, noTab)
    await page.click('button', 'Share')
    await page.click('button', 'Continue')
    expect(page.get('alert').textContent).toBe('Type a name first.')
    expect(background.asked.some(({ name }) => name === 'share')).toBe(false)
  })

  it('copies the link and says so', async () => {
    const copied: string[] = []
    const copy = async (text: string) => void copied.push(text)
    page = await openPage(new FakeBackground({ head: sharedHead }), { ...noTab, copy })
    await page.click('button', 'Share')
    await page.click('button', 'Copy link')
    expect(copied).toEqual([await sampleLink()])
    expect(page.has('button', 'Copied')).toBe(true)
    expect(page.root.querySelector('[aria-live]')?.textContent).toBe('Copied')
  })

  it('says what to do when the browser does not copy', async () => {
    const copy = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
    page = await openPage(new FakeBackground({ head: sharedHead }), { ...noTab, copy })
    await page.click('button', 'Share')
    await page.click('button', 'Copy link')
    expect(page.get('alert').textContent).toContain('Select the link and copy it yourself.')
  })

  it('says plainly that a build without relays cannot share', async () => {
    const background = new FakeBackground({ head: sharedHead })
    background.override('share', () => {
      throw new UserError('no-relays')
    })
    page = await openPage(background, noTab)
    await page.click('button', 'Share')
    expect(page.get('alert').textContent).toContain('knows no relays')
  })
})
