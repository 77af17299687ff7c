// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import type { ListedCart } from '../../extension/messages/popup-surface.ts'
import { FakeBackground } from './fake-background.ts'
import { memoryDrafts } from './fake-surroundings.ts'
import { openPage, type Page } from './page.ts'
import * as sample from './sample-cart.ts'

const noTab = { activeTab: async () => undefined }
let page: Page
afterEach(() => page.close())

describe('opening', () => {
  it('shows the cached cart before the background answers, then what the background says', async () => {
    const background = new FakeBackground({ head: sample.sharedHead, lines: [sample.lineOf(sample.hammer)] })
    const cached = new FakeBackground({
      head: sample.sharedHead,
      lines: [sample.lineOf(sample.greenTea)],
    }).snapshot()
    let tell = (): void => undefined
    const late = Object.assign(background, {
      subscribe: (listener: (event: typeof cached) => void) => {
        tell = () => listener(background.snapshot())
      },
    })
    page = await openPage(late, { ...noTab, readCachedCart: async () => cached })
    expect(page.text()).toContain('Sencha green tea')
    tell()
    await page.settle()
    expect(page.text()).toContain('Claw hammer')
    expect(page.text()).not.toContain('Sencha green tea')
  })

  it('never goes back to the cached cart once the background has answered', async () => {
    const background = new FakeBackground({ head: sample.sharedHead, lines: [sample.lineOf(sample.hammer)] })
    const cached = new FakeBackground({
      head: sample.sharedHead,
      lines: [sample.lineOf(sample.greenTea)],
    }).snapshot()
    let giveCache = (): void => undefined
    const slow = new Promise<typeof cached>(resolve => {
      giveCache = () => resolve(cached)
    })
    page = await openPage(background, { ...noTab, readCachedCart: () => slow })
    giveCache()
    await page.settle()
    expect(page.text()).toContain('Claw hammer')
    expect(page.text()).not.toContain('Sencha green tea')
  })

  it('invites to begin when the cart is empty', async () => {
    page = await openPage(new FakeBackground({ head: sample.emptyHead }), noTab)
    expect(page.has('heading', 'Nothing in here yet')).toBe(true)
    await page.click('button', 'Join a cart')
    expect(page.has('dialog', 'Join a cart')).toBe(true)
  })

  it('reports a failing cache and goes on', async () => {
    const background = new FakeBackground({ head: sample.sharedHead, lines: sample.fullCart })
    const readCachedCart = () => Promise.reject(new Error('storage is gone'))
    page = await openPage(background, { ...noTab, readCachedCart })
    expect(page.get('alert').textContent).toContain('storage is gone')
    expect(page.text()).toContain('Claw hammer')
  })
})

describe('drafts', () => {
  it('bring back the form and what was typed when the popup is opened again', async () => {
    const background = new FakeBackground({ head: sample.emptyHead })
    const drafts = memoryDrafts()
    page = await openPage(background, { ...noTab, drafts })
    await page.click('button', 'Add by hand')
    await page.type('What is it?', 'Sourdough')
    await page.type('Price', '4.20')
    await page.close()

    page = await openPage(background, { ...noTab, drafts })
    expect(page.get<HTMLInputElement>('textbox', 'What is it?').value).toBe('Sourdough')
    await page.click('button', 'Add to cart')
    expect(background.titles()).toEqual(['Sourdough'])
    expect([...drafts.kept]).toEqual([])
  })

  it('bring back a note in the middle of a word', async () => {
    const background = new FakeBackground({ head: sample.sharedHead, lines: [sample.lineOf(sample.hammer)] })
    const drafts = memoryDrafts()
    page = await openPage(background, { ...noTab, drafts })
    await page.click('button', 'Add a note to Claw hammer with ash handle')
    await page.type(/^Note for/, 'not too hea')
    await page.close()

    page = await openPage(background, { ...noTab, drafts })
    expect(page.get<HTMLTextAreaElement>('textbox', /^Note for/).value).toBe('not too hea')
  })

  it('of another version are left aside', async () => {
    const drafts = memoryDrafts(
      new Map([
        ['place', '{"kind":"unknown"}'],
        ['hand:', 'not json'],
      ]),
    )
    page = await openPage(new FakeBackground({ head: sample.emptyHead }), { ...noTab, drafts })
    expect(page.has('dialog')).toBe(false)
    await page.click('button', 'Add by hand')
    expect(page.get<HTMLInputElement>('textbox', 'What is it?').value).toBe('')
  })
})

describe('the frame', () => {
  it('closes a sheet on Escape and gives the focus back', async () => {
    page = await openPage(new FakeBackground({ head: sample.emptyHead }), noTab)
    const opener = page.get('button', 'Join a cart')
    opener.focus()
    await page.click('button', 'Join a cart')
    expect(document.activeElement).toBe(page.get('textbox', 'Cart link'))
    await page.key(page.get('dialog'), 'Escape')
    expect(page.has('dialog')).toBe(false)
    expect(document.activeElement).toBe(opener)
  })

  it('keeps the focus in the page when what had it is gone', async () => {
    page = await openPage(new FakeBackground({ head: sample.emptyHead }), noTab)
    page.get('button', 'Add by hand').focus()
    await page.click('button', 'Add by hand')
    await page.type('What is it?', 'Sourdough')
    await page.click('button', 'Add to cart')
    expect(page.has('button', 'Add by hand')).toBe(false)
    expect(page.root.querySelector('.page')?.contains(document.activeElement)).toBe(true)
  })

  it('has everything else in a menu that Escape closes', async () => {
    page = await openPage(new FakeBackground({ head: sample.sharedHead }), noTab)
    await page.click('button', 'More')
    expect(page.get('link', 'Open in a tab').getAttribute('href')).toMatch(/popup\.html$/)
    await page.key(page.get('button', 'More'), 'Escape')
    expect(page.has('button', 'Rename cart')).toBe(false)
  })

  it('renames the cart in its heading', async () => {
    const background = new FakeBackground({ head: sample.sharedHead })
    page = await openPage(background, noTab)
    await page.click('button', 'More')
    await page.click('button', 'Rename cart')
    await page.type('Name of the cart', 'Garden')
    await page.click('button', 'Save')
    expect(page.has('heading', 'Garden')).toBe(true)
  })

  it('offers a switcher only where there are several carts', async () => {
    const background = new FakeBackground({ head: sample.sharedHead })
    page = await openPage(background, noTab)
    expect(page.has('combobox', 'Choose a cart')).toBe(false)
    const carts: ListedCart[] = [
      { id: sample.sharedHead.id, name: 'Groceries', shared: true, people: ['Ben'], saved: 'saved' },
      { id: 'cart-0000000000B', shared: false, people: [], saved: 'local' },
    ]
    background.change([], [], { carts })
    await page.settle()
    expect(page.get('combobox', 'Choose a cart').textContent).toBe('GroceriesMy cart (on this device only)')
    await page.choose('Choose a cart', 'cart-0000000000B')
    expect(background.asked).toContainEqual({ name: 'chooseCart', params: { cart: 'cart-0000000000B' } })
  })

  it('changes the name of the person', async () => {
    const background = new FakeBackground({ head: sample.sharedHead })
    page = await openPage(background, noTab)
    await page.click('button', 'More')
    await page.click('button', 'Change your name')
    await page.type('Your name', 'Anita')
    await page.click('button', 'Save')
    expect(background.head.person).toBe('Anita')
    expect(page.has('dialog')).toBe(false)
  })

  it('shows an unforeseen error with its message in the details', async () => {
    const background = new FakeBackground({ head: sample.sharedHead, lines: sample.fullCart })
    background.override('clearBought', () => {
      throw new TypeError('x is not a function')
    })
    page = await openPage(background, noTab)
    await page.click('button', 'Clear bought')
    const alert = page.get('alert')
    expect(alert.querySelector('p')?.textContent).toBe('Something went wrong')
    expect(alert.querySelector('details code')?.textContent).toBe('x is not a function')
  })
})
