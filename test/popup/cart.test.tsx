// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import type { Product } from '../../extension/product/product.ts'
import { UserError } from '../../extension/user-error.ts'
import { undoMilliseconds } from '../../popup/state/undo-store.ts'
import { FakeBackground } from './fake-background.ts'
import { openPage, type Page } from './page.ts'
import * as sample from './sample-cart.ts'

const tea = 'Sencha green tea, first harvest'
const hammer = 'Claw hammer with ash handle'
const teaKey = sample.productKey(sample.greenTea)

let background: FakeBackground
let page: Page
beforeEach(async () => {
  background = new FakeBackground({ head: sample.sharedHead, lines: sample.fullCart })
  page = await openPage(background, { activeTab: async () => undefined })
})
afterEach(() => page.close())

/** The list item that holds the line. */
function line(title: string): HTMLElement {
  const item = page.get('checkbox', `Bought: ${title}`).closest('li')
  if (!item) throw new Error(`${title} is in no list`)
  return item
}

function manyLines(count: number, product: Product): readonly CartLine[] {
  return Array.from({ length: count }, (_, at) =>
    sample.lineOf({ ...product, title: `Item ${at}` }, { key: String(at).padStart(22, 'k'), addedAt: at }),
  )
}

function quantityOf(title: string): string {
  return page.get<HTMLInputElement>('textbox', `Quantity of ${title}`).value
}

describe('the list', () => {
  it('groups lines by shop, with a subtotal each', () => {
    expect(page.all('heading').map(({ textContent }) => textContent)).toEqual([
      'Groceries & more',
      'Tea House',
      'Good Tools',
      'Added by hand',
    ])
    expect(page.get('region', 'Tea House').querySelector('header')?.textContent).toContain('€87.70')
    expect(page.get('region', 'Good Tools').querySelector('header')?.textContent).toContain('US$49.00')
  })

  it('shows price, variant and a link to the page that hands nothing over', () => {
    expect(line(tea).textContent).toContain('€38.70')
    expect(line(tea).textContent).toContain('€12.90 each')
    expect(line(tea).textContent).toContain('100 g')
    const link = page.get<HTMLAnchorElement>('link', tea)
    expect(link.href).toBe('https://tea.example/sencha')
    expect([link.target, link.rel]).toEqual(['_blank', 'noopener noreferrer'])
  })

  it('names who added how many', () => {
    expect(line(tea).textContent).toContain('Added by You: 2 and Ben: 1')
    expect(line(hammer).textContent).toContain('Added by Cem Yıldız')
  })

  it('adds up each currency on its own, and what is left to buy', () => {
    const totals = page.get('region', 'Totals').textContent?.replace(/\s+/g, ' ')
    expect(totals).toContain('7 items')
    expect(totals).toContain('1 item without a price')
    expect(totals).toContain('Total €87.70+ US$49.00')
    expect(totals).toContain('Left to buy: €87.70+ US$24.50')
  })

  it('says that entries could not be read', async () => {
    background.change([], [], { skipped: 3 })
    await page.settle()
    expect(page.text()).toContain('3 entries could not be read')
  })

  it('shows a long cart in part first, and whole when asked', async () => {
    background.change(manyLines(150, sample.bread))
    await page.settle()
    expect(page.all('checkbox')).toHaveLength(100)
    await page.click('button', 'Show all 154 lines')
    expect(page.all('checkbox')).toHaveLength(154)
  })

  it('adds up a whole shop also where only part of its lines is shown', async () => {
    background.change(manyLines(150, { ...sample.teapot, price: { amount: 100, currency: 'EUR' } }))
    await page.settle()
    const head = () => page.get('region', 'Tea House').querySelector('header')?.textContent
    expect(page.all('checkbox')).toHaveLength(100)
    expect(head()).toContain('€237.70')
    await page.click('button', 'Show all 154 lines')
    expect(head()).toContain('€237.70')
  })

  it('of another cart is shown in part again', async () => {
    background.change(manyLines(150, sample.bread))
    await page.settle()
    await page.click('button', 'Show all 154 lines')
    background.show({ ...sample.sharedHead, id: 'cart-0000000000B' }, manyLines(120, sample.bread))
    await page.settle()
    expect(page.all('checkbox')).toHaveLength(100)
  })
})

describe('quantity', () => {
  it('follows + and − at once, and sends quick taps together', async () => {
    background.hold()
    await page.click('button', `One more of ${tea}`)
    await page.click('button', `One more of ${tea}`)
    await page.click('button', `One more of ${tea}`)
    expect(quantityOf(tea)).toBe('6')
    background.release()
    await page.settle()
    expect(quantityOf(tea)).toBe('6')
    expect(background.line(teaKey).quantity).toBe(6)
    const sent = background.asked.filter(({ name }) => name === 'changeQuantity')
    expect(sent.map(({ params }) => params)).toEqual([
      { key: teaKey, by: 1 },
      { key: teaKey, by: 2 },
    ])
  })

  it('is what the subscription says, whatever was assumed', async () => {
    background.hold()
    await page.click('button', `One more of ${tea}`)
    expect(quantityOf(tea)).toBe('4')
    background.change([{ ...background.line(teaKey), quantity: 9 }])
    await page.settle()
    expect(quantityOf(tea)).toBe('9')
    background.release()
    await page.settle()
  })

  it('goes back when the change fails, with the reason', async () => {
    background.override('changeQuantity', () => {
      throw new UserError('quantity-limit')
    })
    await page.click('button', `One more of ${tea}`)
    expect(quantityOf(tea)).toBe('3')
    expect(page.get('alert').textContent).toContain('at most 9,999')
    await page.click('button', 'Dismiss')
    expect(page.has('alert')).toBe(false)
  })

  it('can be typed; what is no number is taken back', async () => {
    await page.type(`Quantity of ${tea}`, '12')
    await page.key(page.get('textbox', `Quantity of ${tea}`), 'Enter')
    expect(background.line(teaKey).quantity).toBe(12)
    await page.type(`Quantity of ${tea}`, 'two')
    await page.key(page.get('textbox', `Quantity of ${tea}`), 'Enter')
    expect(quantityOf(tea)).toBe('12')
    expect(background.asked.filter(({ name }) => name === 'setQuantity')).toHaveLength(1)
  })

  it('of zero removes the line, with Undo', async () => {
    await page.type(`Quantity of ${tea}`, '0')
    await page.key(page.get('textbox', `Quantity of ${tea}`), 'Enter')
    expect(background.has(teaKey)).toBe(false)
    expect(page.has('button', 'Undo')).toBe(true)
  })
})

describe('removing', () => {
  it('hides the line at once and puts it back on Undo', async () => {
    background.hold()
    await page.click('button', `Remove ${tea}`)
    expect(page.has('checkbox', `Bought: ${tea}`)).toBe(false)
    background.release()
    await page.settle()
    expect(page.get('group', 'Undo').textContent).toContain(`Removed ${tea}`)
    await page.click('button', 'Undo')
    expect(page.has('checkbox', `Bought: ${tea}`)).toBe(true)
    expect(page.has('button', 'Undo')).toBe(false)
  })

  it('of several lines is undone by one Undo', async () => {
    await page.click('button', `Remove ${tea}`)
    await page.click('button', `Remove ${hammer}`)
    expect(page.get('group', 'Undo').textContent).toContain('Removed 2 items')
    await page.click('button', 'Undo')
    expect(background.titles()).toEqual(expect.arrayContaining([tea, hammer]))
  })

  it('shows the line again when it fails', async () => {
    background.override('remove', () => {
      throw new UserError('not-saved')
    })
    await page.click('button', `Remove ${tea}`)
    expect(page.has('checkbox', `Bought: ${tea}`)).toBe(true)
    expect(page.get('alert').textContent).toContain('could not be saved')
  })

  it('can be undone for ten seconds, and longer while the focus is on it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      await page.popup.actions.remove(background.line(teaKey))
      vi.advanceTimersByTime(undoMilliseconds - 1)
      expect(page.popup.undo.offer.value).toHaveLength(1)
      page.popup.undo.hold()
      vi.advanceTimersByTime(undoMilliseconds * 2)
      expect(page.popup.undo.offer.value).toHaveLength(1)
      page.popup.undo.release()
      vi.advanceTimersByTime(undoMilliseconds)
      expect(page.popup.undo.offer.value).toHaveLength(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('of everything bought is one click, with Undo', async () => {
    await page.click('checkbox', `Bought: ${hammer}`)
    await page.click('button', 'Clear bought')
    expect(background.titles()).toEqual([tea, 'Cast iron teapot'])
    await page.click('button', 'Undo')
    expect(background.titles()).toContain(hammer)
  })
})

describe('the tick', () => {
  it('is half for a line bought in part, and then covers every unit', async () => {
    const box = page.get<HTMLInputElement>('checkbox', `Bought: ${hammer}`)
    expect([box.checked, box.indeterminate]).toEqual([false, true])
    expect(line(hammer).textContent).toContain('1 of 2 bought')
    background.hold()
    await page.click('checkbox', `Bought: ${hammer}`)
    expect(line(hammer).classList.contains('line-bought')).toBe(true)
    background.release()
    await page.settle()
    expect(background.line(sample.productKey(sample.hammer)).bought).toBe(2)
  })

  it('goes back when ticking fails', async () => {
    background.override('tick', () => {
      throw new UserError('line-gone')
    })
    await page.click('checkbox', `Bought: ${tea}`)
    expect(page.get<HTMLInputElement>('checkbox', `Bought: ${tea}`).checked).toBe(false)
    expect(page.get('alert').textContent).toContain('Somebody removed this item')
  })
})

describe('a note', () => {
  it('is edited in place and saved by Enter', async () => {
    await page.click('button', 'Edit note: the one in the green tin')
    await page.type(`Note for ${tea}`, 'two tins')
    await page.key(page.get('textbox', `Note for ${tea}`), 'Enter')
    expect(background.line(teaKey).note?.value).toBe('two tins')
    expect(page.has('button', 'Edit note: two tins')).toBe(true)
  })

  it('is left as it was by Escape', async () => {
    await page.click('button', 'Edit note: the one in the green tin')
    await page.type(`Note for ${tea}`, 'nonsense')
    await page.key(page.get('textbox', `Note for ${tea}`), 'Escape')
    expect(background.asked.some(({ name }) => name === 'edit')).toBe(false)
    await page.click('button', 'Edit note: the one in the green tin')
    expect(page.get<HTMLTextAreaElement>('textbox', `Note for ${tea}`).value).toBe('the one in the green tin')
  })

  it('that another wrote at the same time stays readable', () => {
    expect(line(tea).textContent).toContain('Also noted by Ben: loose, not in bags')
  })

  it('stays in the field when saving fails', async () => {
    background.override('edit', () => {
      throw new UserError('no-answer')
    })
    await page.click('button', `Add a note to ${hammer}`)
    await page.type(`Note for ${hammer}`, 'with a long handle')
    await page.click('button', 'Save')
    expect(page.get<HTMLTextAreaElement>('textbox', `Note for ${hammer}`).value).toBe('with a long handle')
    expect(page.get('alert').textContent).toContain('did not answer')
  })
})

it('explains a line that was removed and added to at once, until the person has read it', async () => {
  expect(line('Cast iron teapot').textContent).toContain('so it was kept')
  await page.click('button', 'OK')
  expect(page.text()).not.toContain('so it was kept')
})
