/** What a relay does wrong, or strictly, from now on. All plain data: it travels to a relay in another process. */
export interface RelaySwitches {
  /** Acknowledges events, passes them on to who listens now, and stores nothing. */
  readonly lose?: boolean
  /** Serves of each slot the oldest version it ever had. */
  readonly stale?: boolean
  /** Ends each question with CLOSED in place of its next event after this many. */
  readonly closeAfter?: number
  /** Answers every event with `OK` false and these words (`rate-limited: slow down`). */
  readonly refuse?: string
  /** Takes no more events than this in any minute, over all connections. */
  readonly writesPerMinute?: number
  /** Refuses events whose JSON has more characters. */
  readonly eventSize?: number
  /** Refuses an event that is older than what it has of the slot, as strfry does; else that is acknowledged and dropped. */
  readonly refuseOlder?: boolean
  /** Refuses events dated outside this window around its own time, in seconds. Public relays differ: 900 ahead is common. */
  readonly createdAt?: { readonly ahead: number; readonly behind: number }
  /** NIP-42. `required`: nothing is taken or served without AUTH, and then only what is of the authenticated key. */
  readonly auth?: 'offered' | 'required'
  /** What comes of a new connection; those there are end. `refused`: 503. `closed`: opened, then closed. `silent`: no answer. */
  readonly connections?: 'refused' | 'closed' | 'silent'
  /** ms that every message takes in each direction, the opening of a connection included. */
  readonly latency?: number
  /** Sends stored events in reverse, then all again, and live ones twice. */
  readonly scramble?: boolean
  /** The NIP-11 document, in place of its usual one; null: none (404). */
  readonly information?: unknown
  /** Its time, if not this machine's. */
  readonly clock?: RelayClock
}

/** A time that was `at` when this machine's was `realAt` (ms since 1970) and goes `speed` times as fast. */
export interface RelayClock {
  readonly at: number
  readonly realAt: number
  readonly speed: number
}

/** ms since 1970, as the relay sees it. */
export function relayTime({ clock }: RelaySwitches): number {
  const now = Date.now()
  return clock ? clock.at + (now - clock.realAt) * clock.speed : now
}
