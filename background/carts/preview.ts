import * as Y from 'yjs'
import { defaultRelays } from '../../extension/build-defaults.ts'
import { cartView } from '../../extension/cart/view.ts'
import type { Invite } from '../../extension/invite/cart-link.ts'
import type { MailboxPreview } from '../network/protocol.ts'
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

/**
 * What the relays of the link hold; or, where none answers or none has the cart, since the link is older than what
 * became of its relays, those where it is likely to be now.
 */
async function lookFor({ secret, relays }: Invite, network: NetworkClient): Promise<MailboxPreview> {
  const named: MailboxPreview =
    relays.length > 0 ? await network.preview(secret, relays) : { answered: 0, updates: [] }
  if (named.updates.length > 0) return named
  const likely = await likelyRelays(secret, defaultRelays, relays)
  if (likely.length === 0) return named
  const { answered, updates } = await network.preview(secret, likely)
  return { answered: named.answered + answered, updates }
}

/** Looks at the cart of a link without joining it: from this device if it has it, else from its mailbox. */
export async function previewCart(
  link: Invite,
  own: OpenCart | undefined,
  network: NetworkClient,
): Promise<CartPreview> {
  if (own) return toPreview(true, own.index.view())
  const { answered, updates } = await lookFor(link, network)
  const doc = merged(updates)
  try {
    return toPreview(answered > 0, cartView(doc))
  } finally {
    doc.destroy()
  }
}
