import type { CartHead } from '../../extension/messages/popup-surface.ts'
import type { IconName } from '../parts/icon.tsx'
import type { Text } from './text.ts'

export type Network = NonNullable<CartHead['network']>

/** The state of a cart in a few words. */
export interface StatusWords {
  readonly tone: 'calm' | 'good' | 'waiting' | 'bad'
  readonly icon: IconName
  /** One to two short statements, the most important first. */
  readonly words: readonly string[]
}

/** Says where a shared cart is kept, never more than is known; `connected` are words on who is there. */
export function networkWords(network: Network, connected: readonly string[], text: Text): StatusWords {
  const { waiting, progress, problem } = network
  const saved = savedWords(network, text)
  const tone = waiting > 0 ? 'waiting' : 'good'
  if (problem) return { tone: 'bad', icon: 'alert', words: [problemWords(problem, text).words, ...connected] }
  if (progress) {
    const also = connected.length > 0 ? connected : saved
    return { tone: 'waiting', icon: 'cloud', words: [progressWords(progress, text), ...also] }
  }
  if (connected.length > 0) return { tone, icon: 'people', words: [...connected, ...saved] }
  switch (reach(network)) {
    case 'connected':
      if (saved.length > 0) return { tone, icon: 'cloud', words: saved }
      return { tone: 'waiting', icon: 'cloud', words: [text('status_connecting')] }
    case 'connecting':
      return { tone: 'waiting', icon: 'cloud', words: [text('status_connecting'), ...saved] }
    case 'resting':
      if (saved.length > 0) return { tone, icon: 'cloud', words: saved }
      return { tone: 'calm', icon: 'cloud', words: [text('status_on_no_relay')] }
    case 'failed':
      return { tone: 'waiting', icon: 'offline', words: offlineWords(waiting, saved, text) }
  }
}

/** "Saving: 3 of 14 parts" */
export function progressWords({ what, done, total }: NonNullable<Network['progress']>, text: Text): string {
  return text(what === 'saving' ? 'status_saving' : 'status_reading', text.number(done), text.number(total))
}

const problems = {
  'cart-too-large': { reason: 'status_cart_too_large', help: 'status_cart_too_large_help' },
  refused: { reason: 'status_refused', help: 'status_refused_help' },
  clock: { reason: 'status_clock', help: 'status_clock_help' },
} as const

/** "Not saved: the relays refuse to keep this cart", and what the person can do about it. */
export function problemWords(
  problem: NonNullable<Network['problem']>,
  text: Text,
): { readonly words: string; readonly help: string } {
  const { reason, help } = problems[problem]
  return { words: text('status_not_saved', text(reason)), help: text(help) }
}

/** "Saved on 3 relays, 14:32", "2 changes waiting to be sent", or nothing while neither is known. */
function savedWords({ waiting, savedOn, savedAt }: Network, text: Text): readonly string[] {
  if (waiting > 0) return [text.plural('status_waiting', waiting)]
  if (savedOn === 0 || savedAt === undefined) return []
  return [text.plural('status_saved', savedOn, text.time(savedAt))]
}

/** What the relay that is doing best does: `failed` also where there is none. */
function reach({ relays }: Network): Network['relays'][number]['state'] {
  const states = new Set(relays.map(({ state }) => state))
  return (['connected', 'connecting', 'resting'] as const).find(state => states.has(state)) ?? 'failed'
}

function offlineWords(waiting: number, saved: readonly string[], text: Text): readonly string[] {
  if (waiting > 0) return [text.plural('status_offline_waiting', waiting)]
  return [text('status_offline'), ...saved]
}
