import { connectToOffscreen } from '../../extension/browser/network-port.ts'
import { closeOffscreen, ensureOffscreen, hasOffscreen } from '../../extension/browser/offscreen.ts'
import { inPageLine } from '../network/in-page.ts'
import type { BackgroundEnd, FromNetwork, ToNetwork } from '../network/protocol.ts'
import { readFromNetwork } from '../network/wire.ts'

const offscreenPage = 'background/network/offscreen.html'

/**
 * Starts the network where this browser allows it (offscreen document or this very page) and gives the background's
 * end of a line to it. Rejects when the browser has neither or refuses.
 */
export async function openNetworkLine(): Promise<BackgroundEnd> {
  if (hasOffscreen()) {
    await ensureOffscreen(offscreenPage)
    return connectToOffscreen<ToNetwork, FromNetwork>(readFromNetwork)
  }
  const line = inPageLine()
  if (!line) throw new Error('This browser has no place for the network')
  return line
}

/** Ends the network, whose line is closed. In the very page, it ended with the line. */
export async function endNetwork(): Promise<void> {
  if (hasOffscreen()) await closeOffscreen(offscreenPage)
}
