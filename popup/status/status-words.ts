import type { CartHead } from '../../extension/messages/popup-surface.ts'
import type { IconName } from '../parts/icon.tsx'
import type { Text } from '../text/text.ts'
import { connectedTo, connectedWords } from './connected.ts'
import { isUntouched } from './untouched.ts'

/** The state of the cart in a few words. */
export interface StatusWords {
  readonly tone: 'calm' | 'good' | 'waiting' | 'bad'
  readonly icon: IconName
  /** One to two short statements, the most important first. */
  readonly words: readonly string[]
}

/** Says where the cart, of `lines` lines, is kept and who is there, never more than is known. */
export function statusWords(head: CartHead, lines: number, text: Text): StatusWords {
  if (head.unsaved) {
    const reason = text(`status_unsaved_${head.unsaved}`)
    return { tone: 'bad', icon: 'alert', words: [text('status_not_saved', reason)] }
  }
  if (!head.shared) return { tone: 'calm', icon: 'device', words: [text('status_local')] }
  const { network } = head
  if (!network) return { tone: 'waiting', icon: 'cloud', words: [text('status_connecting')] }
  if (network.problem) {
    return { tone: 'bad', icon: 'alert', words: [text('status_not_saved', text('status_cart_too_large'))] }
  }
  // The member's own card may wait to be sent, but nobody thinks of it as a change of theirs.
  const waiting = isUntouched(head, lines) ? 0 : network.waiting
  return networkWords({ ...network, waiting }, connectedWords(connectedTo(head, text), text), text)
}

type Network = NonNullable<CartHead['network']>

function networkWords(network: Network, connected: readonly string[], text: Text): StatusWords {
  const { relays, waiting } = network
  const saved = savedWords(network, text)
  if (connected.length > 0) {
    return { tone: waiting > 0 ? 'waiting' : 'good', icon: 'people', words: [...connected, ...saved] }
  }
  if (relays.some(relay => relay.state === 'connected')) {
    const words = saved.length > 0 ? saved : [text('status_connecting')]
    return { tone: waiting > 0 ? 'waiting' : 'good', icon: 'cloud', words }
  }
  if (relays.some(relay => relay.state === 'connecting')) {
    return { tone: 'waiting', icon: 'cloud', words: [text('status_connecting'), ...saved] }
  }
  return {
    tone: 'waiting',
    icon: 'offline',
    words: [text(waiting > 0 ? 'status_offline_waiting' : 'status_offline')],
  }
}

function savedWords({ waiting, savedOn, savedAt }: Network, text: Text): string[] {
  if (waiting > 0) return [text('status_waiting')]
  if (savedOn === 0 || savedAt === undefined) return []
  return [text.plural('status_saved', savedOn, text.time(savedAt))]
}
