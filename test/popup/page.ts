import { createElement } from 'preact'
import { App } from '../../popup/app.tsx'
import { createPopup, type Popup } from '../../popup/state/popup.ts'
import type { Surroundings } from '../../popup/surroundings.ts'
import { type PageObject, renderPage } from '../ui/page-object.ts'
import type { FakeBackground } from './fake-background.ts'
import { surroundings } from './fake-surroundings.ts'

/** The popup as a person meets it. */
export interface Page extends PageObject {
  readonly popup: Popup
}

/** Opens a popup over `background`. */
export async function openPage(background: FakeBackground, more: Partial<Surroundings> = {}): Promise<Page> {
  const lifetime = new AbortController()
  const popup = createPopup(surroundings(background, more), lifetime.signal)
  return { ...(await renderPage(createElement(App, { popup }), lifetime)), popup }
}
