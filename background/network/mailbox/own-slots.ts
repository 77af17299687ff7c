import { slotTag } from './slot.ts'

/** Slots for deltas: more than one only while a clock was wrong. */
const epochs = 4

/** Slots for parts in each of the two generations: 9 MB, packed. */
const partsOfGeneration = 200

export type Generation = 0 | 1

/** What a slot of this device is for. */
export type OwnSlot = { readonly kind: 'delta' } | { readonly kind: 'part'; readonly generation: Generation }

/** The `d` tags of all slots that one device may fill, each the HMAC of a name: `delta/<device>/<epoch>`, `part/<device>/<generation>/<number>`. */
export class OwnSlots {
  readonly #slots: ReadonlyMap<string, OwnSlot>
  readonly #deltas: readonly string[]
  readonly #parts: readonly (readonly string[])[]

  private constructor(deltas: readonly string[], parts: readonly (readonly string[])[]) {
    this.#deltas = deltas
    this.#parts = parts
    this.#slots = new Map([
      ...deltas.map((slot): [string, OwnSlot] => [slot, { kind: 'delta' }]),
      ...([0, 1] as const).flatMap(generation => {
        return (parts[generation] ?? []).map((slot): [string, OwnSlot] => [
          slot,
          { kind: 'part', generation },
        ])
      }),
    ])
  }

  static async of(tagKey: CryptoKey, device: string): Promise<OwnSlots> {
    const tags = (count: number, name: string): Promise<string[]> =>
      Promise.all(Array.from({ length: count }, (_, number) => slotTag(tagKey, `${name}/${number}`)))
    const [deltas, ...parts] = await Promise.all([
      tags(epochs, `delta/${device}`),
      tags(partsOfGeneration, `part/${device}/0`),
      tags(partsOfGeneration, `part/${device}/1`),
    ])
    return new OwnSlots(deltas, parts)
  }

  /** What the slot is for, or undefined when it is no slot of this device. */
  find(slot: string): OwnSlot | undefined {
    return this.#slots.get(slot)
  }

  /** By epoch. */
  get deltas(): readonly string[] {
    return this.#deltas
  }

  parts(generation: Generation): readonly string[] {
    return this.#parts[generation] ?? []
  }
}
