import type { ElementHandle, Page } from 'puppeteer-core'
import texts from '../../../extension/locales/en/messages.json' with { type: 'json' }
import { eventually, waitUntil } from './wait.ts'

type TextKey = keyof typeof texts

/** One line as a person reads it in the popup. */
export interface ShownLine {
  readonly title: string
  readonly quantity: number
  readonly bought: boolean
  /** "Added by …", empty where it is not shown. */
  readonly people: string
  readonly note: string
}

/** The words of the catalogue, with $1… filled in: what the popup shows. */
export function words(key: TextKey, ...substitutions: string[]): string {
  const { message, placeholders } = texts[key] as {
    message: string
    placeholders?: Record<string, { content: string }>
  }
  return message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const content = placeholders?.[name.toLowerCase()]?.content ?? ''
    return substitutions[Number(content.slice(1)) - 1] ?? ''
  })
}

/** What a person does in the popup and sees there, by the names that its elements have for people. */
export class PopupPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Waits for a button, link or field with this very name and gives it. */
  async named(name: string): Promise<ElementHandle<HTMLElement>> {
    const handle = await this.page
      .waitForFunction(find, { polling: 50, timeout: 20_000 }, name)
      .catch(error => {
        throw new Error(`Waited in vain until the popup has "${name}"`, { cause: error })
      })
    return handle as ElementHandle<HTMLElement>
  }

  async click(name: string): Promise<void> {
    await this.#toFront()
    await (await this.named(name)).click()
  }

  /** A real click needs a page that is drawn; a popup that is open is always in front. */
  async #toFront(): Promise<void> {
    const hidden = await this.page.evaluate(() => document.visibilityState === 'hidden')
    if (hidden) await this.page.bringToFront()
  }

  async type(name: string, value: string): Promise<void> {
    await this.#toFront()
    const field = await this.named(name)
    await field.evaluate(element => {
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) element.select()
      element.focus()
    })
    await field.type(value)
  }

  /** Waits until the popup shows this text somewhere. */
  async sees(text: string): Promise<void> {
    await waitUntil(
      this.page,
      `the popup shows "${text}"`,
      wanted => document.body.textContent.includes(wanted),
      text,
    )
  }

  /** The lines as shown, by title. */
  lines(): Promise<ShownLine[]> {
    return this.page.evaluate(readLines)
  }

  /** Waits until exactly these lines are shown, in any order; only what each `wanted` names is compared. */
  async showsLines(wanted: readonly Partial<ShownLine>[]): Promise<void> {
    let shown: ShownLine[] = []
    try {
      await eventually('the lines are shown', async () => {
        shown = await this.lines()
        return matches(shown, wanted) || undefined
      })
    } catch (error) {
      throw new Error(`Waited for ${JSON.stringify(wanted)}, but the popup shows ${JSON.stringify(shown)}`, {
        cause: error,
      })
    }
  }

  async add(): Promise<void> {
    await this.click(words('capture_add'))
    await waitUntil(this.page, 'it was added', () => document.querySelector('.found-added') !== null)
  }

  async addByHand(
    title: string,
    { price, quantity }: { price?: string; quantity?: number } = {},
  ): Promise<void> {
    await this.openMenu('menu_by_hand')
    await this.type(words('hand_title_label'), title)
    if (price !== undefined) await this.type(words('details_price_label'), price)
    if (quantity !== undefined) await this.type(words('hand_quantity_label'), String(quantity))
    await this.click(words('hand_add'))
    await this.sees(title)
  }

  async openMenu(item: TextKey): Promise<void> {
    await this.click(words('menu_label'))
    await this.click(words(item))
  }

  more(title: string): Promise<void> {
    return this.click(words('line_more', title))
  }

  fewer(title: string): Promise<void> {
    return this.click(words('line_fewer', title))
  }

  remove(title: string): Promise<void> {
    return this.click(words('line_remove', title))
  }

  async note(title: string, note: string): Promise<void> {
    await this.click(words('note_add_to', title))
    await this.type(words('note_label', title), note)
    await this.page.keyboard.press('Enter')
  }

  async tick(title: string): Promise<void> {
    await (await this.named(words('line_bought', title))).evaluate(element => element.click())
  }

  /** Shares under a name and gives the link. */
  async share(person: string): Promise<string> {
    await this.click(words('share_button'))
    await this.type(words('name_label'), person)
    await this.click(words('name_continue'))
    const field = await this.named(words('share_link_label'))
    return field.evaluate(element => (element as HTMLInputElement).value)
  }

  /** Pastes a link, and joins under a name. */
  async join(link: string, person: string): Promise<void> {
    await this.openMenu('menu_join')
    await this.paste(link)
    await this.answerJoin(person)
  }

  /** Puts a link into the join sheet's field, as a paste does. */
  async paste(link: string): Promise<void> {
    const field = await this.named(words('join_paste_label'))
    await field.evaluate((element, text) => {
      const input = element as HTMLInputElement
      input.value = text
      input.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }, link)
  }

  /** Answers the join question with yes. */
  async answerJoin(person: string): Promise<void> {
    await this.type(words('name_label'), person)
    await this.click(words('join_button'))
    await waitUntil(this.page, 'the question is closed', () => !document.querySelector('.join-question'))
  }

  /** The words of the status line. */
  status(): Promise<string> {
    return this.page.evaluate(() => document.querySelector('.status-words')?.textContent ?? '')
  }

  async hasStatus(text: string): Promise<void> {
    await waitUntil(
      this.page,
      `the status says "${text}"`,
      wanted => document.querySelector('.status-words')?.textContent?.includes(wanted) ?? false,
      text,
    )
  }
}

function matches(shown: readonly ShownLine[], wanted: readonly Partial<ShownLine>[]): boolean {
  const left = [...shown]
  for (const want of wanted) {
    const at = left.findIndex(line =>
      Object.entries(want).every(([key, value]) => line[key as keyof ShownLine] === value),
    )
    if (at < 0) return false
    left.splice(at, 1)
  }
  return left.length === 0
}

// What follows runs inside the page. No function in it has a name: tsx would wrap it in a helper that no page has.

function find(name: string): HTMLElement | undefined {
  const all = document.querySelectorAll<HTMLElement>('button, a, input, textarea, select, [role=menuitem]')
  return [...all].find(element => {
    const labels = 'labels' in element ? (element.labels as NodeListOf<HTMLLabelElement> | null) : null
    const label = element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent ?? ''
    const usable =
      !element.closest('[inert]') && !element.matches(':disabled') && element.getClientRects().length > 0
    return usable && label.trim() === name
  })
}

function readLines(): ShownLine[] {
  return [...document.querySelectorAll('li.line')].map(line => ({
    title: line.querySelector('.line-title')?.textContent?.trim() ?? '',
    quantity: Number(line.querySelector<HTMLInputElement>('.stepper input')?.value),
    bought: line.querySelector<HTMLInputElement>('.tick input')?.checked ?? false,
    people: line.querySelector('.chips .spoken')?.textContent ?? '',
    note: line.querySelector('.note-text')?.textContent?.trim() ?? '',
  }))
}
