import type { CartId } from '../../extension/cart/cart-id.ts'
import type { DeviceId } from '../../extension/cart/cart-view.ts'
import type { Line } from '../../extension/messages/line.ts'

/*
 * What the background and the network say to each other. The network holds a replica of each shared cart that
 * only carries updates; it runs in the offscreen document (Chromium) or in the event page (Firefox) and may be
 * ended and started at any moment, as may the background. So each side can start again at any time: whenever the
 * line between them is made, the background opens every shared cart with its full state. Opening a cart that is open
 * already merges both states, and the network answers with an `update` of what the background lacked.
 */

/** A shared cart as the network needs it. `state` is the whole document as one Yjs v1 update. */
export interface SharedCart {
  readonly cart: CartId
  readonly secret: Uint8Array
  readonly relays: readonly string[]
  readonly device: DeviceId
  readonly state: Uint8Array
}

export type ToNetwork =
  | ({ readonly type: 'open' } & SharedCart)
  | { readonly type: 'update'; readonly cart: CartId; readonly update: Uint8Array }
  | { readonly type: 'close'; readonly cart: CartId }
  /** A view is open (true) or the last one closed: the network may slow down. */
  | { readonly type: 'attention'; readonly active: boolean }
  /** Reads a cart's mailbox without joining it. Answered by `previewed` with the same `request`. */
  | {
      readonly type: 'preview'
      readonly request: number
      readonly secret: Uint8Array
      readonly relays: readonly string[]
    }

export type FromNetwork =
  /** A change from another device: a Yjs v1 update of at most `limits.updateBytes`. */
  | { readonly type: 'update'; readonly cart: CartId; readonly update: Uint8Array }
  | { readonly type: 'status'; readonly cart: CartId; readonly status: NetworkStatus }
  | { readonly type: 'previewed'; readonly request: number; readonly preview: MailboxPreview }

/**
 * What a cart's mailbox holds. `answered` counts the relays that answered; `updates` is what they hold, decrypted: none,
 * or one of at most `limits.updateBytes` bytes.
 */
export interface MailboxPreview {
  readonly answered: number
  readonly updates: readonly Uint8Array[]
}

export interface RelayStatus {
  readonly url: string
  readonly state: 'connecting' | 'connected' | 'failed'
  /** Why the last attempt failed, in the relay's or the browser's words, at most `limits.relayWords` characters. */
  readonly problem?: string
}

export interface NetworkStatus {
  readonly relays: readonly RelayStatus[]
  /** Other devices connected directly now. */
  readonly peers: readonly DeviceId[]
  /** Relays that gave back all that this device has, whoever wrote it, and when the last did (ms since 1970). */
  readonly savedOn: number
  readonly savedAt?: number
  /** This device has changes that no relay has confirmed yet. */
  readonly waiting: boolean
  /** Why nothing of this device can be saved on any relay. */
  readonly problem?: SaveProblem
  /** Why something from another device was left out, since the cart was opened. */
  readonly leftOut?: LeftOut
}

/** The cart is over what a mailbox slot takes. */
export type SaveProblem = 'cart-too-large'

/** A change from another device was over `limits.updateBytes`, or no Yjs update. */
export type LeftOut = 'too-large' | 'unreadable'

export type BackgroundEnd = Line<ToNetwork, FromNetwork>
export type NetworkEnd = Line<FromNetwork, ToNetwork>
