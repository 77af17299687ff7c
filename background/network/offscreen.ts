import { acceptBackground } from '../../extension/browser/network-port.ts'
import { startNetwork } from './network.ts'
import type { FromNetwork, ToNetwork } from './protocol.ts'
import { readToNetwork } from './wire.ts'

// Chromium: the network as the offscreen document's script.
startNetwork(acceptBackground<FromNetwork, ToNetwork>(readToNetwork))
