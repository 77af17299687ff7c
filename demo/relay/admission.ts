import { type Event, EventUtils, type Filter } from '@nostr-relay/common'
import type { RelayClient } from './client.ts'
import type { EventStore } from './event-store.ts'
import { type RelaySwitches, relayTime } from './switches.ts'
import type { Traffic } from './traffic.ts'

/* Words of refusals: those of NIP-01, NIP-42 and strfry (RelayWriter.cpp, events.cpp), so that clients meet real ones. */

const hostname = '127.0.0.1'

/** Why a question is answered with CLOSED, if it is. */
export function refusedQuestion(
  filters: readonly Filter[],
  client: RelayClient,
  { auth }: RelaySwitches,
): string | undefined {
  if (auth !== 'required') return undefined
  if (client.pubkey === undefined) return 'auth-required: only its author may read this'
  const isOwn = filters.every(({ authors }) => authors?.every(author => author === client.pubkey))
  return isOwn ? undefined : 'restricted: only its author may read this'
}

/** Why an event is answered with OK false, if it is. Of what is not looked at here, the signature too, the relay's core decides. */
export function refusedEvent(
  event: Event,
  client: RelayClient,
  { switches, store, traffic }: { switches: RelaySwitches; store: EventStore; traffic: Traffic },
): string | undefined {
  const { auth, refuse, eventSize, writesPerMinute, refuseOlder } = switches
  if (auth === 'required' && client.pubkey === undefined)
    return 'auth-required: only its author may write this'
  if (auth === 'required' && client.pubkey !== event.pubkey)
    return 'restricted: only its author may write this'
  if (refuse !== undefined) return refuse
  if (eventSize !== undefined && JSON.stringify(event).length > eventSize) return 'invalid: event too large'
  if (writesPerMinute !== undefined && traffic.takenInMinute() >= writesPerMinute)
    return 'rate-limited: slow down'
  if (store.isDeleted(event)) return 'deleted: user requested deletion'
  if (refuseOlder && store.isReplaced(event)) return 'replaced: have newer event'
  return refusedDate(event, switches)
}

function refusedDate(event: Event, switches: RelaySwitches): string | undefined {
  if (!switches.createdAt) return undefined
  const ahead = event.created_at - relayTime(switches) / 1000
  if (ahead > switches.createdAt.ahead) return 'invalid: created_at too late'
  if (-ahead > switches.createdAt.behind) return 'invalid: created_at too early'
  return undefined
}

/** Authenticates the client (NIP-42) and gives the answer, or why not. */
export function authenticate(event: Event, client: RelayClient): unknown[] {
  const fault = EventUtils.isSignedEventValid(event, client.challenge, hostname)
  if (fault !== undefined) return ['OK', event.id, false, fault]
  client.pubkey = event.pubkey
  return ['OK', event.id, true, '']
}
