// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ListedCart } from '../../extension/messages/popup-surface.ts'
import { UserError } from '../../extension/user-error.ts'
import { message } from '../ui/catalogue.ts'
import { FakeBackground } from './fake-background.ts'
import { openPage, type Page } from './page.ts'
import { emptyHead, sampleLink } from './sample-cart.ts'

let background: FakeBackground
let page: Page
beforeEach(async () => {
  background = new FakeBackground({ head: emptyHead })
  page = await openPage(background, { activeTab: async () => undefined })
  await page.click('button', 'Join a cart')
})
afterEach(() => page.close())

const asked = (name: string) => background.asked.filter(each => each.name === name)

describe('the link', () => {
  it('is looked up as soon as it is whole, and the question names cart, members and size', async () => {
    await page.type('Cart link', ` ${await sampleLink()} `)
    expect(asked('previewLink')).toEqual([{ name: 'previewLink', params: { link: await sampleLink() } }])
    expect(page.has('heading', 'Join Groceries & more?')).toBe(true)
    expect(page.text()).toContain('With Ana Ruiz and Ben')
    expect(page.text()).toContain('12 items')
    expect(asked('join')).toEqual([])
  })

  it.each([
    ['of another site', async () => 'https://shop.example/#top', 'This is not a Common Cart link.'],
    ['that lost its end', async () => (await sampleLink()).slice(0, -9), 'This link is incomplete.'],
    [
      'that was changed',
      async () => (await sampleLink()).replace(/.{8}$/, 'AAAAAAAA'),
      'This link was changed on the way.',
    ],
  ])('%s is told when it is pasted, and nobody is asked', async (_, link, words) => {
    await page.paste('Cart link', await link())
    expect(page.get('alert').textContent).toContain(words)
    expect(asked('previewLink')).toEqual([])
  })

  it('that is half typed is not scolded before it is sent or left', async () => {
    await page.type('Cart link', 'https://gue')
    expect(page.has('alert')).toBe(false)
    await page.click('button', 'Continue')
    expect(page.get('alert').textContent).toBe(message('error_link_not_ours'))
    await page.type('Cart link', 'https://guest.exam')
    expect(page.has('alert')).toBe(false)
    page.get('button', 'Back').focus()
    await page.settle()
    expect(page.get('alert').textContent).toBe(message('error_link_not_ours'))
  })

  it('that is left empty is no problem', async () => {
    page.get('button', 'Back').focus()
    await page.settle()
    expect(page.has('alert')).toBe(false)
  })

  it('that the background refuses shows why, and can be replaced', async () => {
    background.override('previewLink', () => {
      throw new UserError('link-version')
    })
    await page.type('Cart link', await sampleLink())
    expect(page.get('alert').textContent).toContain('made by a newer Common Cart')
    expect(page.get<HTMLInputElement>('textbox', 'Cart link').value).toBe(await sampleLink())
    expect(document.activeElement).toBe(page.get('textbox', 'Cart link'))
    expect(asked('previewLink')).toHaveLength(1)
    await page.click('button', 'Continue')
    expect(asked('previewLink')).toHaveLength(2)
  })
})

it('a link that was refused after a while is still in the field', async () => {
  background.override('previewLink', () => {
    throw new UserError('no-answer')
  })
  background.hold()
  await page.paste('Cart link', await sampleLink())
  expect(page.has('textbox', 'Cart link')).toBe(false)
  background.release()
  await page.settle()
  expect(page.get<HTMLInputElement>('textbox', 'Cart link').value).toBe(await sampleLink())
  expect(page.get('alert').textContent).toContain(message('error_no_answer'))
})

describe('the question', () => {
  it('joins under the name that was typed', async () => {
    await page.type('Cart link', await sampleLink())
    await page.type('Your name', 'Ben')
    await page.click('button', 'Join cart')
    expect(asked('join')).toEqual([{ name: 'join', params: { link: await sampleLink(), person: 'Ben' } }])
    expect(page.has('dialog')).toBe(false)
  })

  it('lets a person join a cart whose relays do not answer', async () => {
    background.override('previewLink', () => ({ reached: false, members: [], lines: 0 }))
    await page.type('Cart link', await sampleLink())
    expect(page.text()).toContain("Could not reach the cart's relays right now.")
    await page.type('Your name', 'Ben')
    await page.click('button', 'Join cart')
    expect(asked('join')).toHaveLength(1)
  })

  it('joins nothing when it is left', async () => {
    await page.type('Cart link', await sampleLink())
    await page.click('button', 'Back')
    expect(page.has('dialog')).toBe(false)
    expect(asked('join')).toEqual([])
  })

  it('stays open when joining fails', async () => {
    background.override('join', () => {
      throw new UserError('not-saved')
    })
    await page.type('Cart link', await sampleLink())
    await page.type('Your name', 'Ben')
    await page.click('button', 'Join cart')
    expect(page.get('alert').textContent).toContain('could not be saved')
    expect(page.get<HTMLInputElement>('textbox', 'Your name').value).toBe('Ben')
  })

  it('is not asked about a cart that is already here: it can be opened', async () => {
    background.override('previewLink', () => ({
      ...{ joined: 'cart-0000000000B', reached: true, name: 'Garden', members: [], lines: 1 },
    }))
    await page.type('Cart link', await sampleLink())
    expect(page.has('heading', 'Garden')).toBe(true)
    expect(page.text()).toContain('You already have this cart.')
    await page.click('button', 'Open it')
    expect(asked('chooseCart')).toEqual([{ name: 'chooseCart', params: { cart: 'cart-0000000000B' } }])
    expect(page.has('dialog')).toBe(false)
  })

  it('calls a cart that is already here as the switcher does', async () => {
    const joined: ListedCart = { id: 'cart-0000000000B', shared: true, people: ['Ada'], saved: 'waiting' }
    background.change([], [], { carts: [...emptyHead.carts, joined] })
    background.override('previewLink', () => ({ joined: joined.id, reached: true, members: [], lines: 1 }))
    await page.type('Cart link', await sampleLink())
    expect(page.has('heading', 'Cart with Ada')).toBe(true)
    await page.click('button', 'Back')
    expect(page.get('combobox', 'Choose a cart').textContent).toBe('My cartCart with Ada (changes waiting)')
  })
})
