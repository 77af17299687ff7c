import type { CartHead } from '../../extension/messages/popup-surface.ts'
import { networkWords, type StatusWords } from '../../ui/text/network-words.ts'
import type { Text } from '../../ui/text/text.ts'
import { connectedTo, connectedWords } from './connected.ts'
import { isUntouched } from './untouched.ts'

/** Says where the cart, of `lines` lines, is kept and who is there, never more than is known. */
export function statusWords(head: CartHead, lines: number, text: Text): StatusWords {
  if (head.unsaved) {
    const reason = text(`status_unsaved_${head.unsaved}`)
    return { tone: 'bad', icon: 'alert', words: [text('status_not_saved', reason)] }
  }
  if (!head.shared) return { tone: 'calm', icon: 'device', words: [text('status_local')] }
  const { network } = head
  if (!network) return { tone: 'waiting', icon: 'cloud', words: [text('status_connecting')] }
  // The member's own card may wait to be sent, but nobody thinks of it as a change of theirs.
  const waiting = isUntouched(head, lines) ? 0 : network.waiting
  return networkWords({ ...network, waiting }, connectedWords(connectedTo(head, text), text), text)
}
