import * as Y from 'yjs'
import { defaultRelays } from '../../extension/build-defaults.ts'
import { cartView } from '../../extension/cart/view.ts'
import type { Invite } from '../../extension/invite/cart-link.ts'
import type { NetworkClient } from '../network-host/network-client.ts'
import type { OpenCart } from './open-cart.ts'
import { likelyRelays } from './relay-choice.ts'

/** What the join question says of a cart. `reached`: a relay answered, so that the rest is known. */
export interface CartPreview {
  readonly reached: boolean
  readonly name?: string
  readonly members: string[]
  readonly lines: number
}

interface Known {
  readonly name?: string
  readonly members: readonly { readonly person: string }[]
  readonly lines: readonly unknown[]
}

function toPreview(reached: boolean, { name, members, lines }: Known): CartPreview {
  const people = [...new Set(members.map(({ person }) => person))]
  return { reached, ...(name !== undefined && { name }), members: people, lines: lines.length }
}

function merged(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) {
    try {
      Y.applyUpdate(doc, update)
    } catch (error) {
      console.error('A part of the mailbox could not be read and was passed over:', error)
    }
  }
  return doc
}

/** Looks at the cart of a link without joining it: from this device if it has it, else from its mailbox. */
export async function previewCart(
  link: Invite,
  own: OpenCart | undefined,
  network: NetworkClient,
): Promise<CartPreview> {
  if (own) return toPreview(true, own.index.view())
  const relays = link.relays.length > 0 ? link.relays : await likelyRelays(link.secret, defaultRelays)
  const { answered, updates } = await network.preview(link.secret, relays)
  const doc = merged(updates)
  try {
    return toPreview(answered > 0, cartView(doc))
  } finally {
    doc.destroy()
  }
}
