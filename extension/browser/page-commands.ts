import browser from 'webextension-polyfill'
import { message } from './i18n.ts'

const id = 'add-product'

/**
 * Calls `add` with the tab when the person uses the keyboard command or the page's context menu: both grant the
 * page as a click on the button does. To be called synchronously when the background starts.
 */
export function onAddCommand(add: (tab: number) => void): void {
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId === id && tab?.id !== undefined) add(tab.id)
  })
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === id && tab?.id !== undefined) add(tab.id)
  })
}

/** Puts our entry into the pages' context menu; the browser keeps it. To be called synchronously at start. */
export function installContextMenu(): void {
  browser.runtime.onInstalled.addListener(() => {
    void browser.contextMenus.removeAll().then(() =>
      browser.contextMenus.create({
        id,
        title: message('menu_add_product'),
        contexts: ['page', 'image', 'link'],
      }),
    )
  })
}
