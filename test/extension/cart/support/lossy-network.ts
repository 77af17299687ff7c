import fc from 'fast-check'
import * as Y from 'yjs'
import type { Actor } from './commands.ts'
import { deliver } from './household.ts'

/** What the network does next, between member `from` and member `to`. */
export interface NetworkEvent {
  readonly event: 'deliver' | 'repeat' | 'lose' | 'merge' | 'reconnect'
  readonly from: number
  readonly to: number
  /** Which of the waiting updates. */
  readonly pick: number
}

export const networkEvents = fc.record({
  event: fc.constantFrom<NetworkEvent['event'][]>(
    'deliver',
    'deliver',
    'repeat',
    'lose',
    'merge',
    'reconnect',
  ),
  from: fc.nat(2),
  to: fc.nat(2),
  pick: fc.nat(20),
})

/** Carries each member's updates to each other member in any order: lost, repeated, merged, or made up for. */
export class LossyNetwork {
  readonly #actors: readonly Actor[]
  readonly #waiting = new Map<string, Uint8Array[]>()

  constructor(actors: readonly Actor[]) {
    this.#actors = actors
    for (const [from, { doc }] of actors.entries()) {
      doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
        if (transaction.local) this.#send(from, update)
      })
    }
  }

  #send(from: number, update: Uint8Array): void {
    for (const to of this.#actors.keys()) if (to !== from) this.#queue(from, to).push(update)
  }

  #queue(from: number, to: number): Uint8Array[] {
    const queue = this.#waiting.get(`${from}-${to}`) ?? []
    this.#waiting.set(`${from}-${to}`, queue)
    return queue
  }

  happen({ event, from, to, pick }: NetworkEvent): void {
    const [sender, receiver] = [this.#actors[from], this.#actors[to]]
    if (!sender || !receiver || sender === receiver) return
    if (event === 'reconnect') deliver(sender, receiver)
    else
      for (const update of this.#arriving(event, this.#queue(from, to), pick))
        Y.applyUpdate(receiver.doc, update)
  }

  #arriving(event: NetworkEvent['event'], queue: Uint8Array[], pick: number): Uint8Array[] {
    if (queue.length === 0) return []
    if (event === 'merge') return [Y.mergeUpdates(queue.splice(0))]
    const at = pick % queue.length
    if (event === 'repeat') return queue.slice(at, at + 1)
    const picked = queue.splice(at, 1)
    return event === 'lose' ? [] : picked
  }

  /** Everybody reconnects with everybody. */
  settle(): void {
    for (let round = 0; round < 2; round++) {
      for (const from of this.#actors) for (const to of this.#actors) if (from !== to) deliver(from, to)
    }
  }
}
