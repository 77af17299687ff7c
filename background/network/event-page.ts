import { offerInPage } from './in-page.ts'
import { startNetwork } from './network.ts'

// Firefox: the network as a script of the event page, loaded before background/main.ts.
offerInPage(end => startNetwork(end))
