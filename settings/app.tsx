import type { JSX } from 'preact'
import { Mark } from '../ui/parts/mark.tsx'
import { CartsSection } from './carts/carts-section.tsx'
import { NameSection } from './name/name-section.tsx'
import { SettingsContext } from './settings-context.ts'
import type { Settings } from './state/settings.ts'

/** The whole page. */
export function App({ settings }: { readonly settings: Settings }): JSX.Element {
  const { text, event, announcement } = settings
  return (
    <SettingsContext.Provider value={settings}>
      <div class="settings">
        <header class="settings-head">
          <Mark />
          <h1>{text('settings_title')}</h1>
        </header>
        <main class="settings-sections">
          {event.value ? (
            <>
              <NameSection />
              <CartsSection />
            </>
          ) : (
            <p class="settings-wait">{text('settings_loading')}</p>
          )}
        </main>
        <div class="spoken" role="status" aria-live="polite">
          {announcement.value}
        </div>
      </div>
    </SettingsContext.Provider>
  )
}
