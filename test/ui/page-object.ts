import { type ComponentChild, render } from 'preact'
import { act } from 'preact/test-utils'

type Role =
  | 'button'
  | 'link'
  | 'checkbox'
  | 'textbox'
  | 'combobox'
  | 'radio'
  | 'dialog'
  | 'region'
  | 'heading'
  | 'alert'
  | 'img'
  | 'group'
  | 'progressbar'
  | 'navigation'

const selectors: Readonly<Record<Role, string>> = {
  button: 'button',
  link: 'a[href]',
  checkbox: 'input[type=checkbox]',
  textbox: 'input:not([type=checkbox], [type=radio]), textarea',
  combobox: 'select',
  radio: 'input[type=radio]',
  dialog: '[role=dialog]',
  region: 'section[aria-label]',
  heading: 'h1, h2, h3, h4',
  alert: '[role=alert]',
  img: 'img, svg[role=img]',
  group: '[role=group]',
  progressbar: '[role=progressbar]',
  navigation: 'nav',
}

/** A page as a person meets it: things are found by role and name, and done with mouse and keyboard. */
export interface PageObject {
  readonly root: HTMLElement
  /** Throws when there is none, or more than one. */
  get<E extends HTMLElement = HTMLElement>(role: Role, name?: string | RegExp): E
  all(role: Role, name?: string | RegExp): HTMLElement[]
  has(role: Role, name?: string | RegExp): boolean
  /** All the text in view, with white space collapsed. */
  text(): string
  click(role: Role, name?: string | RegExp): Promise<void>
  /** As with the keyboard: the control has the focus when it is clicked. */
  press(role: Role, name?: string | RegExp): Promise<void>
  type(name: string | RegExp, value: string): Promise<void>
  paste(name: string | RegExp, value: string): Promise<void>
  key(element: HTMLElement, key: string): Promise<void>
  choose(name: string | RegExp, value: string): Promise<void>
  /** Lets what is under way finish. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** Renders `view` into a page of its own; `lifetime` is aborted when it is closed. */
export async function renderPage(view: ComponentChild, lifetime: AbortController): Promise<PageObject> {
  const root = document.createElement('div')
  document.body.append(root)
  await act(() => render(view, root))
  const page = pageOf(root, lifetime)
  await page.settle()
  return page
}

function pageOf(root: HTMLElement, lifetime: AbortController): PageObject {
  const all: PageObject['all'] = (role, name) =>
    [...root.querySelectorAll<HTMLElement>(selectors[role])].filter(
      element => !element.closest('[inert]') && matches(nameOf(element, root), name),
    )
  const get = <E extends HTMLElement>(role: Role, name?: string | RegExp): E => {
    const [element, ...others] = all(role, name)
    if (!element || others.length > 0) {
      const known = all(role).map(each => nameOf(each, root))
      throw new Error(
        `${others.length + (element ? 1 : 0)} of ${role} "${name}"; there are: ${known.join(' | ')}`,
      )
    }
    return element as E
  }
  const doing = async (deed: () => void): Promise<void> => {
    await act(deed)
    await settle()
  }
  return {
    root,
    all,
    get,
    has: (role, name) => all(role, name).length > 0,
    text: () => (root.textContent ?? '').replace(/\s+/g, ' '),
    click: (role, name) => doing(() => get(role, name).click()),
    press: (role, name) =>
      doing(() => {
        const control = get(role, name)
        control.focus()
        control.click()
      }),
    type: (name, value) => doing(() => fill(get('textbox', name), value, 'insertText')),
    paste: (name, value) => doing(() => fill(get('textbox', name), value, 'insertFromPaste')),
    key: (element, key) =>
      doing(() =>
        element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
      ),
    choose: (name, value) =>
      doing(() => {
        const field = get<HTMLSelectElement>('combobox', name)
        field.value = value
        field.dispatchEvent(new Event('change', { bubbles: true }))
      }),
    settle,
    close: async () => {
      lifetime.abort()
      await act(() => render(null, root))
      root.remove()
    },
  }
}

function fill(field: HTMLInputElement, value: string, inputType: string): void {
  field.focus()
  field.value = value
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType }))
}

/** Everything here runs on microtasks (and, for links, on the thread of WebCrypto): a few turns of the loop do. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await act(async () => {
      await crypto.subtle.digest('SHA-256', new Uint8Array(1))
    })
  }
}

/** The accessible name, as far as this view uses its rules. */
function nameOf(element: HTMLElement, root: HTMLElement): string {
  const by = element.getAttribute('aria-labelledby')
  const label = element.id && root.querySelector(`label[for="${element.id}"]`)
  const named = by ? root.querySelector(`[id="${by}"]`) : label
  const around = element.matches('[type=radio]') ? element.closest('label') : null
  const text = element.getAttribute('aria-label') ?? (named || around || element).textContent ?? ''
  return text.replace(/\s+/g, ' ').trim()
}

function matches(name: string, wanted: string | RegExp | undefined): boolean {
  if (wanted === undefined) return true
  return typeof wanted === 'string' ? name === wanted : wanted.test(name)
}
