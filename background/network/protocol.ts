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
  /** Random, one for each session of this browser (not of its worker): tells this profile from a copy of it. */
  readonly session: SessionId
  /** Sessions of this very profile, this one included. Without them the network does not look for copies of it. */
  readonly known?: readonly SessionId[]
  readonly state: Uint8Array
  /** What the network last said with `kept`, if it ever did. */
  readonly kept?: KeptState
}

/** 16 hex digits. */
export type SessionId = string

/**
 * What a network that starts again has to know of a cart, so that the status is true before any relay was asked. The
 * background keeps it as it is.
 */
export interface KeptState {
  /** Stands for all that the cart held when it was last saved: SHA-256 of its state vector and delete set, hex. */
  readonly digest: string
  /** Relays that held just that, and when the last of them gave it back, ms since 1970. */
  readonly savedOn: readonly string[]
  readonly savedAt: number
  /** This device's changes since then. */
  readonly waiting: number
}

/** What is remembered of a relay beyond one run of the network, whatever cart it is used for. Times in ms since 1970. */
export interface RelayRecord {
  readonly url: string
  /** When it last answered a question to its end. */
  readonly answeredAt?: number
  /** On how many days it failed while another relay answered, since it last answered itself, and the last of them (UTC, since 1970). */
  readonly failed?: { readonly days: number; readonly last: number }
  /** Nothing is written to it before (it refused, or lost what it took), and how often that happened in a row. */
  readonly notBefore?: number
  readonly refusals?: number
  /** Writes that are left of its budget, at the time `at`. */
  readonly budget?: { readonly left: number; readonly at: number }
  /** The same of signals. */
  readonly signals?: { readonly left: number; readonly at: number }
  /** What it says it takes (NIP-11), read at `readAt`. */
  readonly limits?: RelayLimits
}

/** A relay's own word on its limits (NIP-11); what it does not say is absent. */
export interface RelayLimits {
  readonly readAt: number
  readonly name?: string
  /** Characters of an event's content. */
  readonly content?: number
  /** Bytes of a message. */
  readonly message?: number
  readonly needsAuth?: boolean
  readonly needsPayment?: boolean
  readonly restrictsWrites?: boolean
}

export type ToNetwork =
  | ({ readonly type: 'open' } & SharedCart)
  | { readonly type: 'update'; readonly cart: CartId; readonly update: Uint8Array }
  | { readonly type: 'close'; readonly cart: CartId }
  /** The cart's relays changed while it is open. */
  | { readonly type: 'relays'; readonly cart: CartId; readonly relays: readonly string[] }
  /** What the background remembers of relays: the first message on each line. */
  | { readonly type: 'relay-records'; readonly records: readonly RelayRecord[] }
  /** Writes to each relay, reads it back and deletes it. Answered by `probed` with the same `request`. */
  | {
      readonly type: 'probe'
      readonly request: number
      readonly secret: Uint8Array
      readonly relays: readonly string[]
    }
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
  /**
   * The relays of the cart say of no session but this one that it writes as this device now, and all that they have was
   * read: the client id of earlier sessions may be taken again.
   */
  | { readonly type: 'claimed'; readonly cart: CartId }
  /** A session that is not of this profile writes, or wrote, as this device: one of the two is a copy of the other. */
  | { readonly type: 'copied'; readonly cart: CartId; readonly device: DeviceId }
  /** A change from another device: a Yjs v1 update of at most `limits.updateBytes`. */
  | { readonly type: 'update'; readonly cart: CartId; readonly update: Uint8Array }
  | { readonly type: 'status'; readonly cart: CartId; readonly status: NetworkStatus }
  /** To be remembered, and given back with the next `open`. */
  | { readonly type: 'kept'; readonly cart: CartId; readonly kept: KeptState }
  /** To be remembered, and given back with the next `relay-records`. */
  | { readonly type: 'relay-record'; readonly record: RelayRecord }
  /**
   * Nothing is left to do: no view is open, nothing changed lately, no peer is there, and what could be written was.
   * `heard` counts the messages of this line that the network knows of: if more were sent, it does not rest after all.
   */
  | { readonly type: 'rested'; readonly heard: number }
  | { readonly type: 'probed'; readonly request: number; readonly results: readonly ProbeResult[] }
  | { readonly type: 'previewed'; readonly request: number; readonly preview: MailboxPreview }

/**
 * What a cart's mailbox holds. `answered` counts the relays that answered; `updates` is what they hold, decrypted: none,
 * or one of at most `limits.updateBytes` bytes.
 */
export interface MailboxPreview {
  readonly answered: number
  readonly updates: readonly Uint8Array[]
}

/** Whether a relay keeps what it is given. `problem` says why not, in at most `limits.relayWords` characters. */
export interface ProbeResult {
  readonly url: string
  readonly works: boolean
  readonly problem?: string
}

export interface RelayStatus {
  readonly url: string
  /** `resting`: not tried, because nothing is to be done. */
  readonly state: 'connecting' | 'connected' | 'failed' | 'resting'
  /** Why the last attempt, or the last write, failed: in the relay's or the browser's words, at most `limits.relayWords` characters. */
  readonly problem?: string
  /** It gave back all that this device has now. */
  readonly hasAll: boolean
  /** When it last answered a question to its end, ms since 1970. */
  readonly answeredAt?: number
  /** What it gave of this cart when it was last asked: events, their bytes as sent, and whose (devices). */
  readonly holds?: { readonly events: number; readonly bytes: number; readonly devices: number }
}

export interface NetworkStatus {
  readonly relays: readonly RelayStatus[]
  /** Other devices connected directly now. */
  readonly peers: readonly DeviceId[]
  /** Relays that gave back all that this device has, whoever wrote it, and when the last did (ms since 1970). */
  readonly savedOn: number
  readonly savedAt?: number
  /** This device's changes that no relay has given back yet; at least 1 while anything of it is missing. */
  readonly waiting: number
  /** What takes longer than a moment: parts read, or written to the relay that has most of them. */
  readonly progress?: { readonly what: 'reading' | 'saving'; readonly done: number; readonly total: number }
  /** Why nothing of this device can be saved on any relay. */
  readonly problem?: SaveProblem
  /** Why something from another device was left out, since the cart was opened. */
  readonly leftOut?: LeftOut
}

/**
 * The cart is over `limits.cartBytes`; or it is saved nowhere and every relay that answers refuses to keep it, or refuses
 * because of the time on this device's clock.
 */
export type SaveProblem = 'cart-too-large' | 'refused' | 'clock'

/** A change from another device was over `limits.updateBytes`, or no Yjs update. */
export type LeftOut = 'too-large' | 'unreadable'

export type BackgroundEnd = Line<ToNetwork, FromNetwork>
export type NetworkEnd = Line<FromNetwork, ToNetwork>
