import type { CartEvent, PopupClient } from '../extension/messages/popup-surface.ts'
import type { Language } from '../ui/text/text.ts'

/** What was typed and not yet sent. Outlives the popup, which closes at the first click beside it. */
export interface Drafts {
  read(key: string): Promise<string | undefined>
  /** The empty text forgets the draft. */
  write(key: string, value: string): Promise<void>
}

/** The tab in front; address and title only where the click on the toolbar button granted them. */
export interface FrontTab {
  readonly id: number
  readonly url?: string
  readonly title?: string
}

/** The whole cart at once, as the subscription sends it first. */
export type CartSnapshot = Extract<CartEvent, { type: 'snapshot' }>

/** Everything the view needs of the world around it. `main.tsx` gives the browser's, tests give their own. */
export interface Surroundings extends Language {
  readonly client: PopupClient
  readonly drafts: Drafts
  /** Undefined when the view itself is the tab. */
  activeTab(): Promise<FrontTab | undefined>
  readCachedCart(): Promise<CartSnapshot | undefined>
  copy(text: string): Promise<void>
  /**
   * Asks the person for leave to send the cart to its members, where the browser wants that. To be called in the task of
   * a click. Rejects with UserError `no-consent` when they refuse.
   */
  consentToShare(): Promise<void>
  openSettings(): Promise<void>
  /** Address of this view for a tab of its own. */
  readonly ownPage: string
}
