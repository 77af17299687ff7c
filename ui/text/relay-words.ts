import type { Network } from './network-words.ts'
import type { Text } from './text.ts'

export type RelayStatus = Network['relays'][number]

/** How a relay is doing. */
export interface RelayWords {
  readonly tone: 'calm' | 'good' | 'waiting' | 'bad'
  /** Short statements, the most important first. */
  readonly words: readonly string[]
  /** What the relay or the browser said of it, in their own language. */
  readonly quote?: string
}

/** Says of a relay what is known now, and of one that is not asked at present what it had when it last was. */
export function relayWords(relay: RelayStatus, text: Text): RelayWords {
  const { state, problem, hasAll } = relay
  const quote = problem ? { quote: problem } : {}
  const has = text(hasAll ? 'relay_has_all' : 'relay_lacks')
  switch (state) {
    case 'connected':
      if (problem) return { tone: 'bad', words: [text('relay_refuses')], ...quote }
      return { tone: hasAll ? 'good' : 'waiting', words: [text('relay_connected'), has] }
    case 'failed':
      return { tone: 'bad', words: [text('relay_failed')], ...quote }
    case 'resting':
      return { tone: 'calm', words: [text('relay_resting'), ...restingWords(relay, has, text)], ...quote }
    case 'connecting':
      return { tone: 'waiting', words: [text('relay_connecting')], ...quote }
  }
}

/** What it had when it was last asked, or that this went wrong, or nothing of one that never was. */
function restingWords({ problem, answeredAt }: RelayStatus, has: string, text: Text): readonly string[] {
  if (problem) return [text('relay_had_problem')]
  return answeredAt === undefined ? [] : [has]
}

/** "last answered 14:32", or nothing of a relay that never did. */
export function answeredWords({ answeredAt }: RelayStatus, text: Text): readonly string[] {
  return answeredAt === undefined ? [] : [text('relay_answered', text.time(answeredAt))]
}

/** An address as people read it: without the scheme that all but those on this machine have. */
export function relayName(url: string): string {
  return url.replace(/^wss:\/\//, '').replace(/\/$/, '')
}
