import { randomUUID } from 'node:crypto'
import type { Client, IncomingMessage } from '@nostr-relay/common'
import type { WebSocket } from 'ws'
import { DelayLine } from './delay.ts'
import { Question } from './question.ts'
import type { RelaySwitches } from './switches.ts'

/** One connection, with what the switches do to its messages. */
export class RelayClient implements Client {
  /** What an AUTH of this client must sign (NIP-42). */
  readonly challenge = randomUUID()
  /** The key that it has authenticated. */
  pubkey: string | undefined
  readonly #socket: WebSocket
  readonly #switches: () => RelaySwitches
  readonly #questions = new Map<string, Question>()
  readonly #incoming: DelayLine
  readonly #outgoing: DelayLine

  constructor(socket: WebSocket, switches: () => RelaySwitches) {
    this.#socket = socket
    this.#switches = switches
    const latency = (): number => switches().latency ?? 0
    this.#incoming = new DelayLine(latency)
    this.#outgoing = new DelayLine(latency)
  }

  get readyState(): Client['readyState'] {
    return this.#socket.readyState
  }

  /** Handles what the client sent, once it has arrived. */
  arrived(handle: () => void): void {
    this.#incoming.run(handle)
  }

  /** Notes which questions are open. To be called with each message before it is answered. */
  asked(message: IncomingMessage): void {
    if (message[0] === 'REQ') this.#questions.set(message[1], new Question(message[1], this.#switches))
    if (message[0] === 'CLOSE') this.#questions.delete(message[1])
  }

  /** Sends a message of the relay, or what the switches make of it. */
  send(text: string): void {
    const message = JSON.parse(text) as [string, string, ...unknown[]]
    const question = this.#questions.get(message[1])
    if (message[0] === 'EVENT') for (const each of question?.event(message) ?? []) this.#say(each)
    else if (message[0] === 'EOSE') for (const each of question?.stored(message) ?? []) this.#say(each)
    else this.#say(message)
  }

  /** Sends an event, whatever it is, as an answer to each open question. */
  inject(event: unknown): void {
    for (const id of this.#questions.keys()) this.#say(['EVENT', id, event])
  }

  /** Sends text as it is. */
  sendFrame(text: string): void {
    this.#outgoing.run(() => {
      if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(text)
    })
  }

  #say(message: readonly unknown[]): void {
    this.sendFrame(JSON.stringify(message))
  }
}
