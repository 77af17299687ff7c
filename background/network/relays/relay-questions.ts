import type { Event } from 'nostr-tools/pure'
import type { Clock } from '../environment.ts'
import { within } from '../within.ts'
import { answerMs, type CartRelay, wantsAuth } from './cart-relay.ts'
import { relayWords } from './relay-words.ts'

/** Writes an event. Resolves when the relay said OK; rejects with its words, or when it says nothing. */
export async function publishTo(relay: CartRelay, event: Event, clock: Clock): Promise<void> {
  await authenticating(relay, clock, () => within(clock, answerMs, relay.publish(event)))
}

/** The ids of those of one author's `events` that the relay gives when it is asked for them. Rejects when it does not answer. */
export async function heldBy(
  relay: CartRelay,
  events: readonly Event[],
  clock: Clock,
): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set()
  return authenticating(relay, clock, () => ask(relay, events, clock))
}

/** Does `work`, and once more if the relay first wanted to know who asks. */
async function authenticating<T>(relay: CartRelay, clock: Clock, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!wantsAuth(error)) throw error
    await within(clock, answerMs, relay.authenticated)
    return await work()
  }
}

function ask(relay: CartRelay, events: readonly Event[], clock: Clock): Promise<ReadonlySet<string>> {
  const ids = events.map(({ id }) => id)
  const authors = [...new Set(events.map(({ pubkey }) => pubkey))]
  return new Promise((resolve, reject) => {
    const found = new Set<string>()
    const subscription = relay.subscribe([{ ids, authors }], {
      // Above our own limit: nostr-tools reports its timeout as if the relay had answered.
      eoseTimeout: answerMs * 2,
      onevent: ({ id }) => found.add(id),
      oneose: () => {
        resolve(found)
        subscription.close()
      },
      onclose: reason => {
        silence()
        reject(new Error(relayWords(reason)))
      },
    })
    const silence = clock.after(answerMs, () => subscription.close('no answer'))
  })
}
