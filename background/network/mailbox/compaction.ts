import { maxSealed } from '../envelope.ts'
import type { Generation, OwnSlots } from './own-slots.ts'
import { isLasting, type ShelvedSlot } from './shelved-slot.ts'

/** Parts that are never too many. */
const fewParts = 100

export interface PartsToCompact {
  /** This device's parts on one relay. */
  readonly parts: readonly ShelvedSlot[]
  readonly own: OwnSlots
  /** Bytes of a packed update that one event on that relay holds. */
  readonly packedBytes: number
  /** ms since 1970. */
  readonly now: number
  /** Bytes of the whole cart, packed. Asked for only when it matters. */
  packedCart(): Promise<number>
}

/**
 * The parts that are to be replaced by others: those of the older generation where there are two, because then that is
 * under way; all, when one of them is to be renewed or they are far more than the cart would take now. Else none. Parts
 * are renewed in the other generation as well: each slot has contents of its own, which nobody else may have.
 */
export async function partsToReplace({
  parts,
  own,
  packedBytes,
  now,
  packedCart,
}: PartsToCompact): Promise<ShelvedSlot[]> {
  const [zero, one] = ([0, 1] as const).map(generation =>
    parts.filter(part => generationOf(part, own) === generation),
  )
  if (!zero || !one) return []
  if (zero.length > 0 && one.length > 0) return newest(zero) < newest(one) ? zero : one
  if (!parts.every(part => isLasting(part, now))) return [...parts]
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0)
  if (parts.length < 2 || bytes <= 2 * maxSealed) return []
  const packed = await packedCart()
  const isTooLarge = bytes > 2 * ((packed * 4) / 3) + maxSealed
  const areTooMany = parts.length > Math.max(fewParts, 2 * Math.ceil(packed / packedBytes) + 1)
  return isTooLarge || areTooMany ? [...parts] : []
}

/** Where this device writes its parts on a relay, when those in `outgoing` are being replaced. */
export function generationToFill(
  parts: readonly ShelvedSlot[],
  outgoing: readonly ShelvedSlot[],
  own: OwnSlots,
): Generation {
  const [replaced] = outgoing
  if (replaced) return generationOf(replaced, own) === 0 ? 1 : 0
  const [last] = [...parts].sort((a, b) => b.createdAt - a.createdAt)
  return (last && generationOf(last, own)) ?? 0
}

function generationOf({ slot }: ShelvedSlot, own: OwnSlots): Generation | undefined {
  const found = own.find(slot)
  return found?.kind === 'part' ? found.generation : undefined
}

function newest(parts: readonly ShelvedSlot[]): number {
  return Math.max(...parts.map(({ createdAt }) => createdAt))
}
