import { every } from '../extension/browser/alarms.ts'
import { onBrowserStart } from '../extension/browser/browser-start.ts'
import { writeCachedCart } from '../extension/browser/cached-cart.ts'
import { installContextMenu, onAddCommand } from '../extension/browser/page-commands.ts'
import { answerRequests } from '../extension/browser/requests.ts'
import { acceptSubscribers } from '../extension/browser/subscriptions.ts'
import { onWake } from '../extension/browser/wake.ts'
import { cartChannel } from '../extension/messages/popup-client.ts'
import { settingsChannel } from '../extension/messages/settings-client.ts'
import { addFromTab } from './add-command.ts'
import { type Background, startBackground } from './background.ts'
import { answer } from './requests/answer.ts'
import type { SettingsViews } from './views/settings-views.ts'
import type { Views } from './views/views.ts'

/*
 * Wiring only. Browsers start this script for one event and end it soon after, so every listener is registered
 * here, synchronously; each then waits until the carts are open.
 */

const background = startBackground({ writeCachedCart })

const report = (error: unknown): void => console.error('Common Cart:', error)

answerRequests(async (name, params) => answer((await background.ready()).handlers, name, params))

follow(cartChannel, ({ views }) => views)
follow(settingsChannel, ({ settings }) => settings)

onAddCommand(tab => {
  background
    .ready()
    .then(({ handlers, badge }) => addFromTab(tab, handlers, badge))
    .catch(report)
})

// Being started is all that is asked for by these: the network looks as soon as the carts are open.
const start = (): void => void background.ready().catch(report)
onWake(start)
onBrowserStart(start)
every(5, 'sync', look)

installContextMenu()
start()

/** Reads and writes what members did meanwhile, also where the background runs already. */
function look(): void {
  background
    .ready()
    .then(opened => opened.look())
    .catch(report)
}

/** Those who subscribe to `channel` follow what these views show. */
function follow(channel: string, viewsOf: (opened: Background) => Views | SettingsViews): void {
  acceptSubscribers(channel, subscriber => {
    background
      .ready()
      .then(opened => viewsOf(opened).add({ send: subscriber.send }, subscriber.gone))
      .catch(error => {
        report(error)
        subscriber.end()
      })
  })
}
