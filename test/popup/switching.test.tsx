// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeBackground } from './fake-background.ts'
import { openPage, type Page } from './page.ts'
import * as sample from './sample-cart.ts'

const hammer = sample.hammer.title
const first = { ...sample.sharedHead, id: 'cart-0000000000A', name: 'Home' }
const second = { ...sample.sharedHead, id: 'cart-0000000000B', name: 'Garden' }
const lines = [sample.lineOf(sample.hammer)]

let background: FakeBackground
let page: Page
beforeEach(async () => {
  background = new FakeBackground({ head: first, lines })
  page = await openPage(background, { activeTab: async () => undefined })
})
afterEach(() => page.close())

async function show(head: typeof first): Promise<void> {
  background.show(head, lines)
  await page.settle()
}

describe('another cart with the same product', () => {
  it('does not get the note that was begun in the first, which keeps it', async () => {
    await page.click('button', `Add a note to ${hammer}`)
    await page.type(`Note for ${hammer}`, 'for the shed')
    await show(second)
    expect(page.has('textbox', `Note for ${hammer}`)).toBe(false)
    await page.click('button', `Add a note to ${hammer}`)
    const field = page.get<HTMLTextAreaElement>('textbox', `Note for ${hammer}`)
    expect(field.value).toBe('')

    await show(first)
    await page.click('button', `Add a note to ${hammer}`)
    expect(page.get<HTMLTextAreaElement>('textbox', `Note for ${hammer}`).value).toBe('for the shed')
  })

  it('does not get the edit that was begun in the first, which still has it open', async () => {
    await page.click('button', `Edit ${hammer}`)
    await page.type('Name', 'Mallet')
    await show(second)
    expect(page.has('textbox', 'Name')).toBe(false)
    expect(page.text()).toContain(hammer)

    await show(first)
    expect(page.get<HTMLInputElement>('textbox', 'Name').value).toBe('Mallet')
  })

  it('does not get what was typed into a quantity', async () => {
    await page.type(`Quantity of ${hammer}`, '70')
    await show(second)
    expect(page.get<HTMLInputElement>('textbox', `Quantity of ${hammer}`).value).toBe('1')
  })

  it('does not get the name that was begun for the first', async () => {
    await page.click('button', 'More')
    await page.click('button', 'Rename cart')
    await page.type('Name of the cart', 'Hou')
    await show(second)
    expect(page.has('heading', 'Garden')).toBe(true)
    await show(first)
    expect(page.get<HTMLInputElement>('textbox', 'Name of the cart').value).toBe('Hou')
  })
})
