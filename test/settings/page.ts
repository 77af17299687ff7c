import { createElement } from 'preact'
import { App } from '../../settings/app.tsx'
import { createSettings } from '../../settings/state/settings.ts'
import { message } from '../ui/catalogue.ts'
import { type PageObject, renderPage } from '../ui/page-object.ts'
import type { FakeSettings } from './fake-settings.ts'

/** Opens the settings page over `client`. */
export function openSettings(client: FakeSettings): Promise<PageObject> {
  const lifetime = new AbortController()
  const settings = createSettings({ client, message, language: 'en-GB' }, lifetime.signal)
  return renderPage(createElement(App, { settings }), lifetime)
}
