import { every } from '../extension/browser/alarms.ts'
import { onBrowserStart } from '../extension/browser/browser-start.ts'
import { writeCachedCart } from '../extension/browser/cached-cart.ts'
import { installContextMenu, onAddCommand } from '../extension/browser/page-commands.ts'
import { answerRequests } from '../extension/browser/requests.ts'
import { acceptSubscribers } from '../extension/browser/subscriptions.ts'
import { onWake } from '../extension/browser/wake.ts'
import { cartChannel } from '../extension/messages/popup-client.ts'
import { addFromTab } from './add-command.ts'
import { startBackground } from './background.ts'
import { answer } from './requests/answer.ts'

/*
 * Wiring only. Browsers start this script for one event and end it soon after, so every listener is registered
 * here, synchronously; each then waits until the carts are open.
 */

const background = startBackground({ writeCachedCart })

const report = (error: unknown): void => console.error('Common Cart:', error)

answerRequests(async (name, params) => answer((await background.ready()).handlers, name, params))

acceptSubscribers(cartChannel, subscriber => {
  background
    .ready()
    .then(({ views }) => views.add({ send: subscriber.send }, subscriber.gone))
    .catch(error => {
      report(error)
      subscriber.end()
    })
})

onAddCommand(tab => {
  background
    .ready()
    .then(({ handlers, badge }) => addFromTab(tab, handlers, badge))
    .catch(report)
})

// Being started is all that is asked for by these: the network is connected as soon as the carts are open.
const start = (): void => void background.ready().catch(report)
onWake(start)
onBrowserStart(start)
every(5, 'sync', start)

installContextMenu()
start()
