import type { JSX } from 'preact'
import { CaptureCard } from './capture/capture-card.tsx'
import { CartList } from './cart/cart-list.tsx'
import { ErrorBanner } from './frame/error-banner.tsx'
import { Header } from './frame/header.tsx'
import { LiveRegion } from './frame/live-region.tsx'
import { Sheets } from './frame/sheets.tsx'
import { UndoBar } from './frame/undo-bar.tsx'
import { PopupContext } from './popup-context.ts'
import type { Popup } from './state/popup.ts'
import { StatusLine } from './status/status-line.tsx'
import { TotalsPanel } from './totals/totals-panel.tsx'

const sheets: ReadonlySet<string> = new Set([
  'share',
  'join',
  'question',
  'hand',
  'person',
  'correct',
  'details',
])

/** The whole view. A sheet lies over the cart, which nothing reaches meanwhile. */
export function App({ popup }: { readonly popup: Popup }): JSX.Element {
  const covered = sheets.has(popup.place.now.value.kind)
  return (
    <PopupContext.Provider value={popup}>
      <div class="app">
        <div class="page" inert={covered}>
          <Header />
          <main class="scroller">
            <CaptureCard />
            <CartList />
          </main>
          <UndoBar />
          <footer class="foot">
            <TotalsPanel />
            <StatusLine />
          </footer>
        </div>
        <Sheets />
        <ErrorBanner />
        <LiveRegion />
      </div>
    </PopupContext.Provider>
  )
}
