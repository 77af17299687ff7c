import type { Page } from 'puppeteer-core'

/** Notes whatever changes in a page. */
export interface PageWatch {
  /** A line for each change since the watch began: of nodes, of attributes, of the page's globals, of what it shows. */
  changes(): Promise<string[]>
}

/** Watches the document and the open shadow roots in it, and what scripts of the page could tell a visitor by. */
export async function watchPage(page: Page): Promise<PageWatch> {
  const handle = await page.evaluateHandle(startWatching)
  return { changes: () => handle.evaluate(changes => changes()) }
}

/** Runs in the page: gives what answers the changes since. */
function startWatching(): () => string[] {
  const mutations: MutationRecord[] = []
  const observer = new MutationObserver(records => mutations.push(...records))
  const everything = { subtree: true, childList: true, attributes: true, characterData: true }
  const observe = (root: Document | ShadowRoot): void => {
    observer.observe(root, everything)
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) observe(shadowRoot)
  }

  const shared = [globalThis, Object.prototype, Array.prototype, Function.prototype, Promise, JSON]
  const ofThePage = [document, history, location, navigator, Node.prototype, Element.prototype]
  const objects: readonly object[] = [...shared, ...ofThePage, Document.prototype]
  const membersOf = (object: object) =>
    new Map(Reflect.ownKeys(object).map(key => [key, Reflect.getOwnPropertyDescriptor(object, key)]))
  const members = objects.map(membersOf)

  const changedMembers = (at: number): string[] => {
    const before = members[at] ?? new Map()
    const after = membersOf(objects[at] ?? {})
    const isSame = (key: string | symbol) => {
      const [a, b] = [before.get(key), after.get(key)]
      return a && b && Object.is(a.value, b.value) && a.get === b.get && a.set === b.set
    }
    const keys = [...new Set([...before.keys(), ...after.keys()])]
    return keys.filter(key => !isSame(key)).map(key => `${objects[at]}: ${String(key)}`)
  }

  // What is seen and typed: a field's value is no attribute.
  const state = (): string[] => [
    ...[location.href, document.title, `${history.length} in the history`, `at ${scrollX}, ${scrollY}`],
    `active: ${document.activeElement?.outerHTML.slice(0, 60)}`,
    ...[...document.querySelectorAll<HTMLInputElement>('input,select,textarea')].map(
      ({ name, value, checked }) => `${name}: ${value} ${checked}`,
    ),
  ]
  const stateBefore = state()

  observe(document)
  return () => {
    mutations.push(...observer.takeRecords())
    return [
      ...mutations.map(
        ({ type, target, attributeName }) => `${type} ${attributeName ?? ''} ${target.nodeName}`,
      ),
      ...objects.flatMap((_, at) => changedMembers(at)),
      ...state().filter((each, at) => each !== stateBefore[at]),
    ]
  }
}
