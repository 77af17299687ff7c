import type { RelaySwitches } from './switches.ts'

type Message = readonly unknown[]

/** The answers to one question (REQ) of one client, as the switches shape them. */
export class Question {
  readonly #id: string
  readonly #switches: () => RelaySwitches
  #count = 0
  #isStored = false
  #isEnded = false
  readonly #held: Message[] = []

  constructor(id: string, switches: () => RelaySwitches) {
    this.#id = id
    this.#switches = switches
  }

  /** What is sent in place of an EVENT. */
  event(message: Message): readonly Message[] {
    if (this.#isEnded) return []
    const { closeAfter, scramble } = this.#switches()
    if (this.#count === closeAfter) {
      this.#isEnded = true
      return [['CLOSED', this.#id, 'error: closed midway']]
    }
    this.#count += 1
    if (!scramble) return [message]
    if (this.#isStored) return [message, message]
    this.#held.push(message)
    return []
  }

  /** What is sent in place of an EOSE. */
  stored(message: Message): readonly Message[] {
    this.#isStored = true
    if (this.#isEnded) return []
    const held = this.#held.splice(0)
    return [...held.toReversed(), ...held, message]
  }
}
