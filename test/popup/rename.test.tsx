// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { FakeBackground } from './fake-background.ts'
import { memoryDrafts } from './fake-surroundings.ts'
import { openPage, type Page } from './page.ts'
import * as sample from './sample-cart.ts'

const label = 'Name of the cart'
const noTab = { activeTab: async () => undefined }
let page: Page
afterEach(() => page.close())

async function openField(): Promise<void> {
  await page.press('button', 'More')
  await page.press('button', 'Rename cart')
}

const field = () => page.get<HTMLInputElement>('textbox', label)

describe('renaming', () => {
  it('renames the cart in its heading and gives the focus to the menu', async () => {
    page = await openPage(new FakeBackground({ head: sample.sharedHead }), noTab)
    await openField()
    await page.type(label, 'Garden')
    await page.press('button', 'Save')
    expect(page.has('heading', 'Garden')).toBe(true)
    expect(document.activeElement).toBe(page.get('button', 'More'))
  })

  it('brings back what was typed when the popup is opened again, and forgets it once saved', async () => {
    const background = new FakeBackground({ head: sample.sharedHead })
    const drafts = memoryDrafts()
    page = await openPage(background, { ...noTab, drafts })
    await openField()
    await page.type(label, 'Gard')
    await page.close()

    page = await openPage(background, { ...noTab, drafts })
    expect(field().value).toBe('Gard')
    await page.press('button', 'Save')
    expect(background.head.name).toBe('Gard')
    expect([...drafts.kept]).toEqual([])
  })

  it('shows what a cart without a name is called', async () => {
    page = await openPage(new FakeBackground({ head: sample.emptyHead }), noTab)
    const called = page.all('heading')[0]?.textContent
    await openField()
    expect([field().value, field().placeholder]).toEqual(['', called])
  })

  it.each([
    ['Cancel', () => page.press('button', 'Cancel')],
    ['Escape', () => page.key(page.get('button', 'Cancel'), 'Escape')],
  ])('is given up by %s', async (_, leave) => {
    const background = new FakeBackground({ head: sample.sharedHead })
    const drafts = memoryDrafts()
    page = await openPage(background, { ...noTab, drafts })
    await openField()
    await page.type(label, 'Garden')
    await leave()
    expect(page.has('heading', 'Groceries & more')).toBe(true)
    expect(background.asked.some(({ name }) => name === 'renameCart')).toBe(false)
    expect([...drafts.kept]).toEqual([])
  })

  it('says why an emptied name is not taken', async () => {
    const background = new FakeBackground({ head: sample.sharedHead })
    page = await openPage(background, noTab)
    await openField()
    await page.type(label, '  ')
    await page.press('button', 'Save')
    expect(page.get('alert').textContent).toContain('A name cannot be empty.')
    expect(document.activeElement).toBe(field())
    expect(background.asked.some(({ name }) => name === 'renameCart')).toBe(false)
    await page.type(label, 'G')
    expect(page.has('alert')).toBe(false)
  })
})
