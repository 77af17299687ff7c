// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { UserError } from '../../extension/user-error.ts'
import { message } from '../ui/catalogue.ts'
import { FakeBackground } from './fake-background.ts'
import { openPage, type Page } from './page.ts'
import * as sample from './sample-cart.ts'

const tea = sample.greenTea.title
const hammer = sample.hammer.title
const teapot = sample.teapot.title

let background: FakeBackground
let page: Page
beforeEach(async () => {
  background = new FakeBackground({ head: sample.sharedHead, lines: sample.fullCart })
  page = await openPage(background, { activeTab: async () => undefined })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await page.close()
})

const focused = () => document.activeElement
const undo = () => page.get('button', 'Undo')

describe('the focus goes to Undo', () => {
  it.each([
    ['− at one unit', () => page.press('button', `One fewer of ${teapot}`)],
    ['Remove', () => page.press('button', `Remove ${teapot}`)],
    [
      'a quantity of zero',
      async () => {
        await page.type(`Quantity of ${teapot}`, '0')
        await page.key(page.get('textbox', `Quantity of ${teapot}`), 'Enter')
      },
    ],
    ['Clear bought', () => page.press('button', 'Clear bought')],
  ])('after %s', async (_, remove) => {
    await remove()
    expect(focused()).toBe(undo())
  })

  it('only when the removed line had it', async () => {
    page.get('checkbox', `Bought: ${tea}`).focus()
    await page.popup.actions.remove(background.line(sample.productKey(sample.teapot)))
    await page.settle()
    expect(focused()).toBe(page.get('checkbox', `Bought: ${tea}`))
  })
})

describe('after Undo', () => {
  it('the line that came back has the focus', async () => {
    await page.press('button', `Remove ${teapot}`)
    await page.press('button', 'Undo')
    expect(focused()).toBe(page.get('checkbox', `Bought: ${teapot}`))
  })

  it('of "Clear bought" the first line that came back has the focus', async () => {
    await page.press('button', 'Clear bought')
    await page.press('button', 'Undo')
    expect(focused()).toBe(page.get('checkbox', `Bought: ${sample.bread.title}`))
  })

  it('that failed, Undo is offered again and has the focus', async () => {
    background.override('undo', () => {
      throw new UserError('not-saved')
    })
    await page.press('button', `Remove ${teapot}`)
    await page.press('button', 'Undo')
    expect(page.get('alert').textContent).toContain('could not be saved')
    expect(focused()).toBe(undo())
  })
})

it('a line that could not be removed has the focus again', async () => {
  background.override('remove', () => {
    throw new UserError('not-saved')
  })
  await page.press('button', `Remove ${teapot}`)
  expect(focused()).toBe(page.get('checkbox', `Bought: ${teapot}`))
})

it('after "Show all" the first line that was hidden has the focus', async () => {
  const many = Array.from({ length: 120 }, (_, at) =>
    sample.lineOf({ title: `Item ${at}` }, { key: String(at).padStart(22, 'k'), addedAt: 1000 - at }),
  )
  background.show(sample.sharedHead, many)
  await page.settle()
  await page.press('button', 'Show all 120 lines')
  expect(focused()).toBe(page.get('checkbox', 'Bought: Item 100'))
})

describe('a sheet that waits', () => {
  it('holds the focus and closes on Escape, wherever that is pressed', async () => {
    await page.press('button', 'More')
    await page.press('button', message('menu_join'))
    background.hold()
    await page.paste('Cart link', await sample.sampleLink())
    expect(page.text()).toContain('Looking up the cart')
    expect(focused()).toBe(page.get('heading', message('join_heading')))
    const pressed = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
    document.body.dispatchEvent(pressed)
    await page.settle()
    expect(pressed.defaultPrevented).toBe(true)
    expect(page.has('dialog')).toBe(false)
    background.release()
  })

  it('for its link holds the focus too', async () => {
    background.show({ ...sample.emptyHead }, [])
    await page.settle()
    await page.press('button', 'Share')
    await page.type('Your name', 'Ana')
    background.hold()
    await page.press('button', 'Continue')
    expect(focused()).toBe(page.get('heading', 'Share this cart'))
    background.release()
    await page.settle()
    expect(focused()).toBe(page.get('button', 'Copy link'))
  })
})

describe('a form', () => {
  function scrolledTo(): readonly Element[] {
    return vi.mocked(HTMLElement.prototype.scrollIntoView).mock.contexts as Element[]
  }
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, 'scrollIntoView')
  })

  it('for a note is brought into view whole', async () => {
    await page.press('button', `Add a note to ${hammer}`)
    expect(focused()).toBe(page.get('textbox', `Note for ${hammer}`))
    const [form] = scrolledTo()
    expect(form?.contains(page.get('button', 'Save'))).toBe(true)
    expect(form?.contains(page.get('textbox', `Note for ${hammer}`))).toBe(true)
  })

  it('for the details has the focus, and gives it back', async () => {
    await page.press('button', `Edit ${hammer}`)
    expect(focused()).toBe(page.get('textbox', 'Name'))
    await page.press('button', 'Cancel')
    expect(focused()).toBe(page.get('button', `Edit ${hammer}`))
  })

  it('for the details that is refused shows and focuses the first problem, every time', async () => {
    await page.press('button', `Edit ${hammer}`)
    await page.type('Price', 'cheap')
    await page.press('button', 'Save')
    expect(focused()).toBe(page.get('textbox', 'Price'))
    expect(scrolledTo().at(-1)?.contains(page.get('alert'))).toBe(true)
    await page.type('Name', '')
    await page.press('button', 'Save')
    expect(focused()).toBe(page.get('textbox', 'Name'))
  })

  it('for typing by hand that is refused shows and focuses the first problem', async () => {
    await page.press('button', 'More')
    await page.press('button', 'Add by hand')
    await page.type('What is it?', 'Sourdough')
    await page.type('How many', '0')
    await page.press('button', 'Add to cart')
    expect(focused()).toBe(page.get('textbox', 'How many'))
    expect(scrolledTo().at(-1)?.contains(page.get('alert'))).toBe(true)
  })
})
