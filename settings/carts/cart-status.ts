import type { SettingsCart } from '../../extension/messages/settings-surface.ts'
import { networkWords, type StatusWords } from '../../ui/text/network-words.ts'
import type { Text } from '../../ui/text/text.ts'

/** Where a cart is kept. Who its connected devices belong to, only the cart itself knows. */
export function cartStatus({ shared, saved, network }: SettingsCart, text: Text): StatusWords {
  // The disk, unless the network has a reason of its own.
  if (saved === 'failing' && !network?.problem) {
    return { tone: 'bad', icon: 'alert', words: [text('settings_not_on_disk')] }
  }
  if (!shared) return { tone: 'calm', icon: 'device', words: [text('status_local')] }
  if (!network) return { tone: 'waiting', icon: 'cloud', words: [text('status_connecting')] }
  const devices = network.peers.length
  return networkWords(network, devices > 0 ? [text.plural('settings_connected', devices)] : [], text)
}
