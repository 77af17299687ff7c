import browser from 'webextension-polyfill'

/** The person's text for `key`, with $1… filled in. */
export function message(key: string, substitutions: readonly string[] = []): string {
  return browser.i18n.getMessage(key, [...substitutions])
}

/** BCP 47 tag of the browser's own language. */
export function uiLanguage(): string {
  return browser.i18n.getUILanguage()
}
