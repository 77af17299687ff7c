import type { Filter } from 'nostr-tools/filter'
import type { Event } from 'nostr-tools/pure'
import type { RelayConnection, RelaySubscriber } from '../relays/relay-connection.ts'

/**
 * The question for signals that every relay of a cart is asked, whoever listens: peers come and go with what there is to
 * do, while a connection's questions are asked when it opens.
 */
export class SignalQuestion implements RelaySubscriber {
  readonly isOptional = true
  readonly #filters: () => Filter[]
  readonly #answered = new Set<RelayConnection>()
  #listener: RelaySubscriber | undefined

  constructor(filters: () => Filter[]) {
    this.#filters = filters
  }

  /** Gives `listener` what comes from now on, and tells it of the relays that answered already. */
  attach(listener: RelaySubscriber): void {
    this.#listener = listener
    for (const relay of this.#answered) listener.stored?.(relay)
  }

  detach(): void {
    this.#listener = undefined
  }

  filters(): Filter[] {
    return this.#filters()
  }

  event(event: Event, relay: RelayConnection): void {
    this.#listener?.event(event, relay)
  }

  stored(relay: RelayConnection): void {
    this.#answered.add(relay)
    this.#listener?.stored?.(relay)
  }

  lost(relay: RelayConnection): void {
    this.#answered.delete(relay)
  }
}
