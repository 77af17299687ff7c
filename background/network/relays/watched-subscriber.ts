import type { RelaySubscriber } from './relay-connection.ts'

/** The same subscriber; `onAnswer` is told of each relay that answered its question to the end. */
export function watchAnswers(subscriber: RelaySubscriber, onAnswer: (url: string) => void): RelaySubscriber {
  return {
    filters: () => subscriber.filters(),
    asked: relay => subscriber.asked?.(relay),
    event: (event, relay) => subscriber.event(event, relay),
    invalid: () => subscriber.invalid?.(),
    stored(relay) {
      onAnswer(relay.url)
      subscriber.stored?.(relay)
    },
    lost: relay => subscriber.lost?.(relay),
  }
}
