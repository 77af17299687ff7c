import { render } from 'preact'
import { message, uiLanguage } from '../extension/browser/i18n.ts'
import { connectSettings } from '../extension/messages/settings-client.ts'
import { App } from './app.tsx'
import { createSettings } from './state/settings.ts'

// The lifetime of this page.
const lifetime = new AbortController()
addEventListener('pagehide', () => lifetime.abort())
// Brought back by the back button, it would follow nothing any more.
addEventListener('pageshow', event => {
  if (event.persisted) location.reload()
})

const settings = createSettings(
  { client: connectSettings(), message, language: uiLanguage() },
  lifetime.signal,
)

document.documentElement.lang = message('language_tag')
document.documentElement.dir = message('language_direction')
document.title = message('settings_page_title')
const root = document.getElementById('app')
if (!root) throw new Error('settings.html has no #app')
render(<App settings={settings} />, root)
