import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { CartLine, LineKey } from '../../extension/cart/cart-view.ts'
import type { CartEvent, CartHead } from '../../extension/messages/popup-surface.ts'
import type { CartSnapshot } from '../surroundings.ts'
import { type Assumption, assumed, confirmed, isNothing, nothingAssumed } from './assumption.ts'

/** The cart on screen: what the subscription said last, with what the person just did laid over it. */
export interface CartStore {
  /** Undefined until the cached cart or the first snapshot is there. */
  readonly head: ReadonlySignal<CartHead | undefined>
  /** The head's, for those who follow nothing else of it. */
  readonly id: ReadonlySignal<string | undefined>
  /** Newest first. */
  readonly lines: ReadonlySignal<readonly CartLine[]>
  /** As the subscription gave it, without assumptions. */
  line(key: LineKey): CartLine | undefined
  /** The line was in the cart at some time since the view opened. */
  everHad(key: LineKey): boolean
  /** Shows `snapshot` unless the subscription was faster. */
  prime(snapshot: CartSnapshot): void
  /** The subscription always wins: what was assumed about the lines it brings is forgotten. */
  apply(event: CartEvent): void
  assume(key: LineKey, change: (known: Assumption) => Assumption): void
  /** What was assumed about the line did not come true. */
  forget(key: LineKey): void
}

type Lines = ReadonlyMap<LineKey, CartLine>
type Assumptions = ReadonlyMap<LineKey, Assumption>

export function createCartStore(): CartStore {
  const head = signal<CartHead>()
  const known = signal<Lines>(new Map())
  const assumptions = signal<Assumptions>(new Map())
  const seen = new Set<LineKey>()
  let subscribed = false

  const show = (event: CartEvent): void => {
    const base = event.type === 'snapshot' ? new Map<LineKey, CartLine>() : new Map(known.value)
    if (event.type === 'change') for (const key of event.removed) base.delete(key)
    for (const line of event.type === 'snapshot' ? event.lines : event.changed) base.set(line.key, line)
    assumptions.value = confirmedBy(event, assumptions.value)
    for (const key of base.keys()) seen.add(key)
    known.value = base
    head.value = event.head
  }

  return {
    head,
    id: computed(() => head.value?.id),
    lines: computed(() => visible(known.value, assumptions.value)),
    line: key => known.value.get(key),
    everHad: key => seen.has(key),
    prime: snapshot => {
      if (!subscribed) show(snapshot)
    },
    apply: event => {
      subscribed = true
      show(event)
    },
    assume: (key, change) => {
      const assumption = change(assumptions.value.get(key) ?? nothingAssumed)
      assumptions.value = withAssumption(assumptions.value, key, assumption)
    },
    forget: key => {
      assumptions.value = withAssumption(assumptions.value, key, nothingAssumed)
    },
  }
}

function visible(lines: Lines, assumptions: Assumptions): readonly CartLine[] {
  return [...lines.values()]
    .map(line => assumed(line, assumptions.get(line.key)))
    .filter(line => line !== undefined)
    .sort((a, b) => b.addedAt - a.addedAt || (a.key < b.key ? -1 : 1))
}

function confirmedBy(event: CartEvent, assumptions: Assumptions): Assumptions {
  if (event.type === 'snapshot') return mapAll(assumptions, confirmed)
  const touched = new Set([...event.removed, ...event.changed.map(line => line.key)])
  return mapAll(assumptions, (assumption, key) => (touched.has(key) ? confirmed(assumption) : assumption))
}

function mapAll(from: Assumptions, change: (a: Assumption, key: LineKey) => Assumption): Assumptions {
  const changed = [...from].map(([key, assumption]) => [key, change(assumption, key)] as const)
  return new Map(changed.filter(([, assumption]) => !isNothing(assumption)))
}

function withAssumption(from: Assumptions, key: LineKey, assumption: Assumption): Assumptions {
  const next = new Map(from)
  if (isNothing(assumption)) next.delete(key)
  else next.set(key, assumption)
  return next
}
