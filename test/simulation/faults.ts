/** What may be wrong with a relay, one at a time, until it is healed. */
export const relayFaults = {
  /** Refuses every connection. */
  down: 5,
  /** Takes connections and never says anything. */
  silent: 2,
  /** Says OK and stores nothing. */
  loses: 3,
  /** Serves what it had before the newest write to each address. */
  stale: 2,
  /** Ends each subscription before it has sent all. */
  closes: 2,
  'rate-limits': 3,
  /** Refuses what is larger than a few KB. */
  'size-limit': 2,
  /** Wants AUTH for reading and writing. */
  auth: 2,
  /** Answers after many seconds. */
  slow: 2,
  /** Sends events twice and in any order. */
  repeats: 2,
  /** Sends changed copies of events. */
  forges: 1,
} as const

export type RelayFault = keyof typeof relayFaults

/** Everything that may happen beside, for the summary: a relay restarted empty, a device cut off, and so on. */
export type Fault =
  | RelayFault
  | 'emptied'
  | 'offline'
  | 'cut off silently'
  | 'quit'
  | 'browser crash'
  | 'worker crash'
  | 'network crash'
  | 'clock wrong'
  | 'all away'
