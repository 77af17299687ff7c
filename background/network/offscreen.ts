import { acceptBackground } from '../../extension/browser/network-port.ts'
import { startNetwork } from './network.ts'
import type { FromNetwork, ToNetwork } from './protocol.ts'
import { readToNetwork } from './wire.ts'

/** What is worth starting an ended background for: changes, what a relay was asked to take, and that nothing is left to do. */
const wakes = new Set<FromNetwork['type']>(['update', 'relay-record', 'rested'])

// Chromium: the network as the offscreen document's script.
startNetwork(acceptBackground<FromNetwork, ToNetwork>(readToNetwork, ({ type }) => wakes.has(type)))
