import type { Event } from 'nostr-tools/pure'
import type { SlotMailbox } from '../../../../background/network/mailbox/slot-mailbox.ts'
import type { SlotRelay } from '../../../../background/network/mailbox/slot-relay.ts'
import type { RelayLimits } from '../../../../background/network/protocol.ts'

function tagOf(event: Event, name: string): string {
  return event.tags.find(tag => tag[0] === name)?.[1] ?? ''
}

/** A relay of one cart in memory, without sockets: keeps the newest event of each slot and deletes what it is told to. */
export class FakeRelay implements SlotRelay {
  readonly url: string
  isOpen = true
  limits: RelayLimits | undefined
  /** Why it refuses an event, if it does. */
  refuse: (event: Event) => string | undefined = () => undefined
  /** Whether it says OK and keeps nothing. */
  isLosing = false
  readonly received: Event[] = []
  readonly #slots = new Map<string, Event>()
  readonly #mailboxes = new Set<SlotMailbox>()

  constructor(url = 'wss://relay.example/') {
    this.url = url
  }

  get events(): Event[] {
    return [...this.#slots.values()].sort((a, b) => b.created_at - a.created_at)
  }

  slot(tag: string): Event | undefined {
    return this.#slots.get(tag)
  }

  async publish(event: Event): Promise<void> {
    this.received.push(event)
    const reason = this.refuse(event)
    if (reason !== undefined) throw new Error(reason)
    if (this.isLosing) return
    if (event.kind === 5) this.#delete(event)
    if (event.kind === 5 || this.put(event)) for (const mailbox of this.#mailboxes) mailbox.event(event, this)
  }

  async holdsAll(events: readonly Event[]): Promise<ReadonlySet<string>> {
    return new Set(
      events.filter(event => this.#slots.get(tagOf(event, 'd'))?.id === event.id).map(({ id }) => id),
    )
  }

  /** Has it keep an event, unless it has a newer one. */
  put(event: Event): boolean {
    const known = this.#slots.get(tagOf(event, 'd'))
    if (known && known.created_at >= event.created_at) return false
    this.#slots.set(tagOf(event, 'd'), event)
    return true
  }

  clear(): void {
    this.#slots.clear()
  }

  /** A mailbox connects: it gets all that is kept, then what comes. */
  connect(mailbox: SlotMailbox): void {
    mailbox.asked(this)
    for (const event of this.events) mailbox.event(event, this)
    mailbox.stored(this)
    this.#mailboxes.add(mailbox)
  }

  #delete(deletion: Event): void {
    for (const [name, address = ''] of deletion.tags) {
      const tag = address.split(':')[2] ?? ''
      const known = this.#slots.get(tag)
      if (name === 'a' && known && known.created_at <= deletion.created_at) this.#slots.delete(tag)
    }
  }
}
