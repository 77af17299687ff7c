import { type ReadonlySignal, signal } from '@preact/signals'
import * as v from 'valibot'
import type { Drafts } from '../surroundings.ts'

const kept = v.variant('kind', [
  v.object({
    kind: v.literal('hand'),
    title: v.exactOptional(v.string()),
    url: v.exactOptional(v.string()),
  }),
  v.object({ kind: v.literal('join') }),
  v.object({ kind: v.literal('rename'), cart: v.string() }),
  v.object({ kind: v.literal('note'), cart: v.string(), key: v.string() }),
  v.object({ kind: v.literal('correct'), of: v.string() }),
  v.object({ kind: v.literal('details'), cart: v.string(), key: v.string() }),
])

/** What is open over or inside the cart: at most one thing at a time. */
export type Place =
  | v.InferOutput<typeof kept>
  | { readonly kind: 'cart' }
  | { readonly kind: 'share' }
  | { readonly kind: 'person' }
  | { readonly kind: 'question'; readonly link: string }

export interface PlaceStore {
  readonly now: ReadonlySignal<Place>
  open(place: Place): void
  close(): void
  /** Comes back here when the popup is opened again, because something was typed here. */
  keep(): void
  /** Goes where something was left half typed, unless a place was opened meanwhile. */
  restore(): Promise<void>
}

const draftKey = 'place'
const cart: Place = { kind: 'cart' }

export function createPlaceStore(drafts: Drafts, onError: (error: unknown) => void): PlaceStore {
  const now = signal<Place>(cart)
  let written = false
  const write = (value: string): void => {
    written = value !== ''
    drafts.write(draftKey, value).catch(onError)
  }
  const open = (place: Place): void => {
    if (written) write('')
    now.value = place
  }
  return {
    now,
    open,
    close: () => open(cart),
    keep: () => {
      if (!written && v.is(kept, now.value)) write(JSON.stringify(now.value))
    },
    restore: async () => {
      const place = parsePlace(await drafts.read(draftKey))
      if (!place || now.value.kind !== 'cart') return
      now.value = place
      written = true
    },
  }
}

/** Undefined for what another version left behind. */
function parsePlace(text: string | undefined): Place | undefined {
  if (!text) return undefined
  try {
    const parsed = v.safeParse(kept, JSON.parse(text))
    return parsed.success ? parsed.output : undefined
  } catch {
    // Not JSON: not ours to read, and nothing is lost but the place.
    return undefined
  }
}
