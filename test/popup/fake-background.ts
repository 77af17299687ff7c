import type { CartLine } from '../../extension/cart/cart-view.ts'
import type {
  CartEvent,
  CartHead,
  PopupClient,
  PopupParams,
  PopupRequest,
  PopupResult,
  Removal,
  RemovedLine,
} from '../../extension/messages/popup-surface.ts'
import { UserError } from '../../extension/user-error.ts'
import { corrected, uncorrected } from './fake-corrections.ts'
import { ownDevice, productKey, sampleLink } from './sample-cart.ts'

type Handlers = { [R in PopupRequest]: (params: PopupParams<R>) => PopupResult<R> | Promise<PopupResult<R>> }

interface FakeOptions {
  readonly head: CartHead
  readonly lines?: readonly CartLine[]
}

/**
 * The background as a view sees it: one cart in memory, every request answered, every change told to the
 * subscribers. Like the real one it tells them before it answers. `override` replaces single answers.
 */
export class FakeBackground implements PopupClient {
  readonly asked: { name: PopupRequest; params: unknown }[] = []
  head: CartHead
  private readonly lines = new Map<string, CartLine>()
  private readonly listeners = new Set<(event: CartEvent) => void>()
  private readonly overrides: Partial<Handlers> = {}
  private gate: Promise<void> = Promise.resolve()
  private openGate: () => void = () => undefined
  private nextKey = 0

  constructor({ head, lines = [] }: FakeOptions) {
    this.head = head
    for (const line of lines) this.lines.set(line.key, line)
  }

  override<R extends PopupRequest>(name: R, answer: Handlers[R]): void {
    this.overrides[name] = answer as never
  }

  /** Requests wait from now on, until `release`. */
  hold(): void {
    this.gate = new Promise(resolve => {
      this.openGate = resolve
    })
  }

  release(): void {
    this.openGate()
  }

  async request<R extends PopupRequest>(name: R, params: PopupParams<R>): Promise<PopupResult<R>> {
    this.asked.push({ name, params })
    await this.gate
    const handler = (this.overrides[name] ?? this.handlers[name]) as Handlers[R]
    return handler(params)
  }

  subscribe(listener: (event: CartEvent) => void, signal: AbortSignal): void {
    this.listeners.add(listener)
    signal.addEventListener('abort', () => this.listeners.delete(listener))
    queueMicrotask(() => {
      if (!signal.aborted) listener(this.snapshot())
    })
  }

  snapshot(): Extract<CartEvent, { type: 'snapshot' }> {
    return { type: 'snapshot', head: this.head, lines: this.allLines() }
  }

  /** What another member, or the network, does. */
  change(changed: readonly CartLine[], removed: readonly string[] = [], head: Partial<CartHead> = {}): void {
    this.head = { ...this.head, ...head }
    for (const key of removed) this.lines.delete(key)
    for (const line of changed) this.lines.set(line.key, line)
    const event: CartEvent = {
      type: 'change',
      head: this.head,
      changed: [...changed].map(mutable),
      removed: [...removed],
    }
    for (const listener of this.listeners) listener(event)
  }

  /** Another cart is the chosen one now. */
  show(head: CartHead, lines: readonly CartLine[]): void {
    this.head = head
    this.lines.clear()
    for (const line of lines) this.lines.set(line.key, line)
    for (const listener of this.listeners) listener(this.snapshot())
  }

  line(key: string): CartLine {
    const line = this.lines.get(key)
    if (!line) throw new UserError('line-gone')
    return line
  }

  has(key: string): boolean {
    return this.lines.has(key)
  }

  titles(): string[] {
    return [...this.lines.values()].map(line => line.product.title)
  }

  private allLines() {
    return [...this.lines.values()].map(mutable)
  }

  private setQuantity(key: string, quantity: number): Removal {
    const line = this.line(key)
    if (quantity < 1) return this.remove([line])
    const bought = Math.min(line.bought, quantity)
    this.change([{ ...line, quantity, bought, shares: [{ device: ownDevice, quantity }] }])
    return { cart: this.head.id, removed: [] }
  }

  private remove(lines: readonly CartLine[]): Removal {
    this.change(
      [],
      lines.map(line => line.key),
    )
    return { cart: this.head.id, removed: lines.map(removedLine) }
  }

  private add({ product, quantity, edits = [] }: PopupParams<'add'>): PopupResult<'add'> {
    const key = product.shop
      ? productKey(product)
      : `typed-by-hand-${this.nextKey++}`.padEnd(22, '_').slice(0, 22)
    const known = this.lines.get(key)
    const total = (known?.quantity ?? 0) + quantity
    const line = known ?? newLine(key, product, this.lines.size)
    this.change([{ ...line, quantity: total, shares: [{ device: ownDevice, quantity: total }] }])
    for (const edit of edits) this.edit({ key, edit })
    return { key, quantity: total }
  }

  private edit({ key, edit }: PopupParams<'edit'>): null {
    const line = this.line(key)
    if (edit.field === 'note') {
      const { note: _, ...rest } = line
      const note = { value: edit.value, at: 1, device: ownDevice }
      this.change([{ ...rest, ...(edit.value && { note }), otherNotes: [] }])
      return null
    }
    const said = line.said ?? line.product
    const changed =
      edit.field === 'asRead' ? uncorrected(line, edit.value, said) : corrected(line, edit, said)
    this.change([changed])
    return null
  }

  private headChange(head: Partial<CartHead>): null {
    this.change([], [], head)
    return null
  }

  private readonly handlers: Handlers = {
    capture: () => ({ kind: 'unreadable' }),
    add: params => this.add(params),
    changeQuantity: ({ key, by }) => this.setQuantity(key, this.line(key).quantity + by),
    setQuantity: ({ key, quantity }) => this.setQuantity(key, quantity),
    remove: ({ key }) => this.remove([this.line(key)]),
    clearBought: () => this.remove([...this.lines.values()].filter(line => line.bought === line.quantity)),
    undo: ({ removed }) => {
      this.change(removed.map(restored))
      return null
    },
    tick: ({ key, bought }) => {
      const line = this.line(key)
      this.change([{ ...line, bought: bought ? line.quantity : 0 }])
      return null
    },
    edit: params => this.edit(params),
    dismissKept: ({ key }) => {
      this.change([{ ...this.line(key), keptAfterRemove: false }])
      return null
    },
    share: async ({ person }) => {
      this.headChange({ person, shared: true })
      return { link: await sampleLink() }
    },
    setPerson: ({ person }) => this.headChange({ person }),
    renameCart: ({ name }) => this.headChange({ name }),
    chooseCart: ({ cart }) => this.headChange({ id: cart }),
    previewLink: () => ({ reached: true, name: 'Groceries & more', members: ['Ana Ruiz', 'Ben'], lines: 12 }),
    join: ({ person }) => {
      this.headChange({ person, shared: true })
      return { cart: this.head.id }
    },
    addRelay: () => null,
    removeRelay: () => null,
    resetRelays: () => null,
    saveAgain: () => {
      const { unsaved: _, ...rest } = this.head
      this.head = rest
      return this.headChange({})
    },
  }
}

/** As valibot types it: the same line with arrays that could be written to. */
function mutable(line: CartLine) {
  const { shares, otherNotes, history, ...rest } = line
  return {
    ...rest,
    shares: [...shares],
    otherNotes: [...otherNotes],
    ...(history && { history: [...history] }),
  }
}

function removedLine({
  note,
  history,
  otherNotes: _o,
  keptAfterRemove: _k,
  addedAt: _a,
  ...line
}: CartLine): RemovedLine {
  return {
    ...line,
    shares: [...line.shares],
    ...(note && { note: note.value }),
    ...(history && { history: [...history] }),
  }
}

function restored({ note, ...line }: RemovedLine): CartLine {
  return {
    ...newLine(line.key, line.product, 0),
    ...line,
    ...(note && { note: { value: note, at: 1, device: ownDevice } }),
  }
}

function newLine(key: string, product: CartLine['product'], order: number): CartLine {
  const addedAt = Date.UTC(2026, 0, 10) + order
  return { key, product, quantity: 1, bought: 0, shares: [], otherNotes: [], keptAfterRemove: false, addedAt }
}
