import { uint32 } from 'lib0/random'
import * as Y from 'yjs'
import type { CartId } from '../../extension/cart/cart-id.ts'
import type { DeviceId } from '../../extension/cart/cart-view.ts'
import type { StoredAuthor } from '../store/cart-store.ts'
import type { ClientIds } from './client-ids.ts'

/*
 * Each Yjs client id that ever wrote costs about 23 bytes for ever, so a device keeps one for each cart. But two copies of
 * a profile that both write under it would diverge without a sign: Yjs takes what has the same client and clock for the
 * same. So a document begins with an id of its own, and the kept one is taken once it is certain that nobody else has it:
 *
 *   fresh --the cart is not shared, so there is nobody else--> kept
 *   fresh --claim(): the network found no other session of this device--> kept
 *   fresh, kept --another wrote under the kept id, or this profile is a copy--> fresh; the kept id is given up for good
 *
 * An id that never wrote costs nothing.
 */

/** Decides under which client id the document of one cart is changed. */
export interface Author {
  /** To be stored with what this device writes. */
  mark(): StoredAuthor
  /** Merges what others wrote, and gives up the kept id when they had more of it. */
  merge(apply: () => void): void
  /** Nobody else can have the kept id: takes it from now on. Rejects, and changes nothing, when that cannot be noted. */
  claim(): Promise<void>
  /** This profile is a copy of another, or was copied: writes under an id that nobody has, from this very moment. */
  renounce(): void
}

export interface AuthorDeps {
  readonly cart: CartId
  readonly ids: ClientIds
  /** What was stored with the document that was just loaded. */
  readonly stored: StoredAuthor | undefined
  /** Some of what was stored could not be read. */
  readonly damaged: boolean
  readonly isShared: boolean
  device(): DeviceId
}

/** Whether the loaded document has all that was written under the stored id, and it is this device's own. */
function keptId(doc: Y.Doc, { cart, ids, stored, damaged, device }: AuthorDeps): number | undefined {
  if (!stored || damaged || stored.device !== device() || ids.isForgotten(cart, stored.clientId))
    return undefined
  const clock = Y.getState(doc.store, stored.clientId)
  // This session may have more of it than is on disk: what could not be saved comes from the browser's memory.
  const isWhole = clock === stored.clock || (clock > stored.clock && ids.of(cart) === stored.clientId)
  return isWhole ? stored.clientId : undefined
}

/** To be called when all that is stored was loaded: Yjs takes another id when it meets its own in what it loads. */
export async function createAuthor(doc: Y.Doc, deps: AuthorDeps): Promise<Author> {
  const { cart, ids, stored, damaged, isShared, device } = deps
  let kept = keptId(doc, deps)
  const ofSession = ids.of(cart)
  const isLost = damaged || (ofSession === stored?.clientId && kept === undefined)
  if (ofSession !== undefined && !isLost) doc.clientID = ofSession
  else {
    if (kept !== undefined && !isShared) doc.clientID = kept
    await ids.keep(cart, doc.clientID)
  }

  function noteId(): void {
    // Not noted, the next worker takes a fresh one: it costs some bytes and harms nothing.
    ids.keep(cart, doc.clientID).catch(console.error)
  }

  return {
    mark() {
      const clientId = kept ?? doc.clientID
      return { device: device(), clientId, clock: Y.getState(doc.store, clientId) }
    },
    merge(apply) {
      const { clientID } = doc
      const clock = kept !== undefined && Y.getState(doc.store, kept)
      try {
        apply()
      } finally {
        if (kept !== undefined && Y.getState(doc.store, kept) !== clock) kept = undefined
        if (doc.clientID !== clientID) noteId()
      }
    },
    async claim() {
      const claimed = kept
      if (claimed === undefined || doc.clientID === claimed) return
      await ids.keep(cart, claimed)
      if (kept === claimed) doc.clientID = claimed
      else noteId()
    },
    renounce() {
      kept = undefined
      doc.clientID = uint32()
      noteId()
    },
  }
}
