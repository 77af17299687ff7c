import * as Y from 'yjs'
import { type Carts, openCarts } from '../../../../background/carts/carts.ts'
import { linePair } from '../../../../background/network/in-page.ts'
import { startNetwork } from '../../../../background/network/network.ts'
import type { FromNetwork, NetworkStatus } from '../../../../background/network/protocol.ts'
import { addProduct } from '../../../../extension/cart/operations/add.ts'
import { fakeStorage } from '../../../support/fake-storage.ts'
import { profileStorage } from '../../../support/profile-storage.ts'
import { createMemoryDisk, createMemoryStore, type MemoryDisk } from '../../store/memory-store.ts'
import { environment } from '../members.ts'

/** A browser profile with a view open: background and network as they are, on a disk in memory. */
export class BrowserProfile {
  readonly #disk: MemoryDisk
  readonly #storage = fakeStorage()
  #carts: Carts | undefined
  #end: (() => void) | undefined
  #told: FromNetwork[] = []

  constructor(disk: MemoryDisk = createMemoryDisk()) {
    this.#disk = disk
  }

  get carts(): Carts {
    if (!this.#carts) throw new Error('The browser does not run')
    return this.#carts
  }

  /** Starts the browser. */
  start(): Promise<void> {
    this.#storage.restart()
    this.#told = []
    return profileStorage.run(this.#storage, () => this.#open())
  }

  /** Ends it, with all that was answered on disk. */
  stop(): void {
    this.#end?.()
    this.#carts = undefined
  }

  /** What a copy of the profile's folder makes, in the state in which it is now. */
  copy(): BrowserProfile {
    const copy = new BrowserProfile(structuredClone(this.#disk))
    for (const [key, json] of this.#storage.local.stored) copy.#storage.local.stored.set(key, json)
    return copy
  }

  /** Runs something in this profile. */
  run<T>(work: (carts: Carts) => T): T {
    return profileStorage.run(this.#storage, () => work(this.carts))
  }

  add(line: string): Promise<void> {
    const key = line.replace(/\W/g, '-').padStart(22, 'x')
    return this.run(carts => carts.chosen().change(replica => addProduct(replica, key, 1, { title: line })))
  }

  /** The titles in the cart, sorted. */
  titles(): string[] {
    const { lines } = this.carts.chosen().index.view()
    return lines.map(({ product }) => product.title).sort()
  }

  async doc(): Promise<Y.Doc> {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, await this.run(carts => carts.chosen().state()))
    return doc
  }

  /** Whether the network said so since the browser was started. */
  was(type: 'claimed' | 'copied'): boolean {
    return this.#told.some(message => message.type === type)
  }

  /** Everything that the network said of the cart's state since the browser was started, in order. */
  statuses(): NetworkStatus[] {
    return this.#told.flatMap(message => (message.type === 'status' ? [message.status] : []))
  }

  /** What `background.ts` does, as far as it matters here. */
  async #open(): Promise<void> {
    const { background, network } = linePair()
    let isOpen = true
    const openCart = async (id: string): Promise<void> => {
      const shared = await this.carts.sharedCart(id)
      if (isOpen) background.send({ type: 'open', ...shared })
    }
    this.#carts = await openCarts({
      store: createMemoryStore(this.#disk),
      probe: async (_secret, relays) => relays.map(url => ({ url, works: true })),
      onChange: () => {},
      onListChange: () => {},
      onShared: cart => void openCart(cart),
      ownRelays: () => [],
      onRelays: (cart, relays) => background.send({ type: 'relays', cart, relays }),
      onOwnUpdates(cart, updates) {
        for (const update of updates) background.send({ type: 'update', cart, update })
      },
    })
    const carts = this.#carts
    startNetwork(network, environment)
    background.onMessage(message => {
      this.#told.push(message)
      if (message.type === 'copied') void carts.renounce(message.device)
      if (message.type === 'claimed') void carts.cart(message.cart)?.claim()
      if (message.type === 'update') carts.cart(message.cart)?.receive(message.update)
    })
    background.send({ type: 'relay-records', records: [] })
    background.send({ type: 'attention', active: true })
    for (const cart of carts.shared()) await openCart(cart)
    this.#end = () => {
      isOpen = false
      background.close()
    }
  }
}
