import { render } from 'preact'
import { readCachedCart } from '../extension/browser/cached-cart.ts'
import { consentToShare } from '../extension/browser/data-consent.ts'
import { sessionDrafts } from '../extension/browser/drafts.ts'
import { message, uiLanguage } from '../extension/browser/i18n.ts'
import { openSettingsPage } from '../extension/browser/settings-page.ts'
import { activeTab } from '../extension/browser/tabs.ts'
import { connectPopup } from '../extension/messages/popup-client.ts'
import { UserError } from '../extension/user-error.ts'
import { App } from './app.tsx'
import { createPopup } from './state/popup.ts'

// The lifetime of this view: it ends with the page.
const lifetime = new AbortController()
addEventListener('pagehide', () => lifetime.abort())

const popup = createPopup(
  {
    client: connectPopup(),
    drafts: sessionDrafts,
    message,
    language: uiLanguage(),
    activeTab,
    readCachedCart,
    copy: text => navigator.clipboard.writeText(text),
    consentToShare: async () => {
      if (!(await consentToShare())) throw new UserError('no-consent')
    },
    openSettings: openSettingsPage,
    ownPage: location.href,
  },
  lifetime.signal,
)

document.documentElement.lang = message('language_tag')
document.documentElement.dir = message('language_direction')
document.title = message('extension_name')
const root = document.getElementById('app')
if (!root) throw new Error('popup.html has no #app')
render(<App popup={popup} />, root)
