import type { Drafts, Surroundings } from '../../popup/surroundings.ts'
import { message } from '../ui/catalogue.ts'
import type { FakeBackground } from './fake-background.ts'

/** Drafts as the browser's session storage keeps them: they outlive the view that is given them. */
export function memoryDrafts(
  kept = new Map<string, string>(),
): Drafts & { readonly kept: Map<string, string> } {
  return {
    kept,
    read: async key => kept.get(key),
    write: async (key, value) => {
      if (value === '') kept.delete(key)
      else kept.set(key, value)
    },
  }
}

/** The world of a popup over a tab in front, with `more` in place of what the test is about. */
export function surroundings(client: FakeBackground, more: Partial<Surroundings> = {}): Surroundings {
  return {
    client,
    drafts: memoryDrafts(),
    message,
    language: 'en-GB',
    activeTab: async () => ({ id: 1, url: 'https://tea.example/sencha', title: 'Sencha | Tea House' }),
    readCachedCart: async () => undefined,
    copy: async () => undefined,
    consentToShare: async () => undefined,
    openSettings: async () => undefined,
    ownPage: 'https://extension.example/popup/popup.html',
    ...more,
  }
}
