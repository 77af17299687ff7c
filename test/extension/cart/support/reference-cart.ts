import type { LineKey } from '../../../../extension/cart/cart-view.ts'
import type { Availability } from '../../../../extension/cart/sighting.ts'
import type { CommandName } from './commands.ts'

/** A line as a cart on one sheet of paper would have it. */
export interface ReferenceLine {
  shares: Map<string, number>
  bought: number
  note?: string
  title: string
  variant?: string
  /** Corrections; null takes the value away. */
  price?: number | null
  listPrice?: number | null
  stock?: Availability | null
  picture?: string | null
  /** What the page said, oldest first. */
  seen: Seen[]
  seenPicture?: string
}

interface Seen {
  readonly price: number | null
  readonly stock?: Availability
}

interface Removed {
  readonly key: LineKey
  readonly line: ReferenceLine
}

/** The cart without any concurrency, for two members: what every operation means when all see it at once. */
export class ReferenceCart {
  readonly lines = new Map<LineKey, ReferenceLine>()
  readonly #undoable = new Map<string, readonly Removed[]>()

  quantity(key: LineKey): number {
    return [...(this.lines.get(key)?.shares.values() ?? [])].reduce((sum, n) => sum + n, 0)
  }

  perform(device: string, name: CommandName, key: LineKey, n: number): void {
    const line = this.lines.get(key)
    if (name === 'add') this.#add(device, key, n)
    else if (name === 'clear') this.#clear(device)
    else if (name === 'undo') this.#undo(device)
    else if (line) this.#change(device, name, key, n, line)
  }

  #add(device: string, key: LineKey, n: number): void {
    const line = this.lines.get(key) ?? {
      shares: new Map(),
      bought: 0,
      title: key.replace(/-+$/, ''),
      seen: [{ price: 250 }],
    }
    line.shares.set(device, (line.shares.get(device) ?? 0) + n)
    this.lines.set(key, line)
  }

  #change(device: string, name: CommandName, key: LineKey, n: number, line: ReferenceLine): void {
    if (name === 'more') this.#add(device, key, n)
    if (name === 'less') this.#setOrRemove(device, key, this.quantity(key) - n, line)
    if (name === 'set') this.#setOrRemove(device, key, n - 1, line)
    if (name === 'remove') this.#setOrRemove(device, key, 0, line)
    if (name === 'tick') line.bought = this.quantity(key)
    if (name === 'untick') line.bought = 0
    if (name === 'note') line.note = n === 1 ? '' : `note ${n} of ${device}`
    if (name === 'title') line.title = `title ${n}`
    if (name === 'price') line.price = n === 1 ? null : n
    if (name === 'variant') line.variant = n === 1 ? '' : `size ${n}`
    if (name === 'listPrice') line.listPrice = n === 1 ? null : 900 + n
    if (name === 'stock') line.stock = n === 1 ? null : n === 2 ? 'OutOfStock' : 'InStock'
    if (name === 'picture') line.picture = n === 1 ? null : `https://shop.example/${n}.png`
    if (name === 'see') this.#see(n, line)
  }

  #see(n: number, line: ReferenceLine): void {
    const now: Seen = n === 1 ? { price: null, stock: 'OutOfStock' } : { price: 200 + n, stock: 'InStock' }
    const last = line.seen.at(-1)
    if (n === 2 && line.picture === undefined) line.seenPicture = 'https://shop.example/seen.png'
    if (last?.price !== now.price || last.stock !== now.stock) line.seen = [...line.seen, now]
  }

  #setOrRemove(device: string, key: LineKey, quantity: number, line: ReferenceLine): void {
    if (quantity > 0) this.#setQuantity(device, quantity, line)
    else this.#remove(device, [key])
  }

  /** The one who changes it answers for the difference, first with their own share. */
  #setQuantity(device: string, quantity: number, line: ReferenceLine): void {
    const others = [...line.shares].filter(([other]) => other !== device)
    let room = quantity
    for (const [other, share] of others) {
      line.shares.set(other, Math.min(share, room))
      room -= Math.min(share, room)
    }
    line.shares.set(device, room)
    line.bought = Math.min(line.bought, quantity)
  }

  #remove(device: string, keys: readonly LineKey[]): void {
    const removed: Removed[] = []
    for (const key of keys) {
      const line = this.lines.get(key)
      if (line) removed.push({ key, line })
      this.lines.delete(key)
    }
    if (removed.length > 0) this.#undoable.set(device, removed)
  }

  #clear(device: string): void {
    this.#remove(
      device,
      [...this.lines].filter(([key, line]) => line.bought === this.quantity(key)).map(([key]) => key),
    )
  }

  /** Only lines that have not come back since: what undo makes of the others is a test of its own. */
  #undo(device: string): void {
    for (const { key, line } of this.#undoable.get(device) ?? []) {
      this.lines.set(key, { ...line, shares: new Map(line.shares) })
    }
  }

  /** Whether an undo by this member would meet a line that has come back. */
  undoWouldMeet(device: string): boolean {
    return (this.#undoable.get(device) ?? []).some(({ key }) => this.lines.has(key))
  }
}
