import type { CartLine, LineKey } from '../../extension/cart/cart-view.ts'
import type { Edit, PopupClient, Removal } from '../../extension/messages/popup-surface.ts'
import type { CartStore } from './cart-store.ts'
import type { UndoStore } from './undo-store.ts'

/** What a person can do to a line: shown at once, corrected by the subscription, taken back when it fails. */
export interface CartActions {
  /** Some units more or, negative, fewer. Quick taps are sent together. */
  changeQuantity(line: CartLine, by: number): Promise<void>
  setQuantity(line: CartLine, quantity: number): Promise<void>
  remove(line: CartLine): Promise<void>
  tick(line: CartLine, bought: boolean): Promise<void>
  clearBought(): Promise<void>
  undo(): Promise<void>
  edit(key: LineKey, edit: Edit): Promise<void>
  dismissKept(key: LineKey): Promise<void>
}

/** Every function rejects with the background's error, after the line is shown as it was. */
export function createCartActions(client: PopupClient, cart: CartStore, undo: UndoStore): CartActions {
  const sending = new Map<LineKey, Promise<void>>()

  const orForget = async <T>(key: LineKey, request: Promise<T>): Promise<T> => {
    try {
      return await request
    } catch (error) {
      cart.forget(key)
      throw error
    }
  }
  const removing = async (key: LineKey, request: Promise<Removal>) => {
    undo.add(await orForget(key, request))
  }
  return {
    async changeQuantity({ key }, by) {
      cart.assume(key, known => ({ ...known, tapped: known.tapped + by }))
      const running = sending.get(key)
      if (running) return running
      const send = (units: number) => removing(key, client.request('changeQuantity', { key, by: units }))
      const run = sendTaps(cart, key, send).finally(() => sending.delete(key))
      sending.set(key, run)
      return run
    },
    async setQuantity({ key, quantity: shown }, quantity) {
      cart.assume(key, known => ({ ...known, sent: known.sent + quantity - shown }))
      await removing(key, client.request('setQuantity', { key, quantity }))
    },
    async remove({ key }) {
      cart.assume(key, known => ({ ...known, removed: true }))
      await removing(key, client.request('remove', { key }))
    },
    async tick({ key }, bought) {
      cart.assume(key, known => ({ ...known, bought }))
      await orForget(key, client.request('tick', { key, bought }))
    },
    async clearBought() {
      undo.add(await client.request('clearBought', null))
    },
    async undo() {
      const removal = undo.take()
      if (!removal) return
      try {
        await client.request('undo', removal)
      } catch (error) {
        undo.add(removal)
        throw error
      }
    },
    async edit(key, edit) {
      await client.request('edit', { key, edit })
    },
    async dismissKept(key) {
      await client.request('dismissKept', { key })
    },
  }
}

/** Sends what was tapped, and then what was tapped meanwhile, until there is nothing left. */
async function sendTaps(
  cart: CartStore,
  key: LineKey,
  send: (units: number) => Promise<void>,
): Promise<void> {
  for (let units = takeTaps(cart, key); units !== 0; units = takeTaps(cart, key)) await send(units)
}

/** Moves what was tapped to what is being sent. */
function takeTaps(cart: CartStore, key: LineKey): number {
  let taken = 0
  cart.assume(key, known => {
    taken = known.tapped
    return { ...known, sent: known.sent + taken, tapped: 0 }
  })
  return taken
}
