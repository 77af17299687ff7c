import * as v from 'valibot'
import { correctionsSchema } from '../cart/corrections.ts'
import { datedSightingSchema } from '../cart/sighting.ts'
import { limits } from '../limits.ts'
import { moneySchema } from '../product/money.ts'
import { productSchema, webAddressSchema } from '../product/product.ts'

/*
 * What a view (popup, later side panel) may ask of the background, as one table: the caller's types and the
 * handlers' types are derived from it, and both ends check what arrives against it.
 */

const lineKey = v.pipe(v.string(), v.regex(/^[\w-]{22}$/))
const cartId = v.pipe(v.string(), v.regex(/^[\w-]{16}$/))
const device = v.pipe(v.string(), v.regex(/^[\w-]{8}$/))
const quantity = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(limits.quantity))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const time = v.number()
const person = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(60))
const cartName = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(60))
const link = v.pipe(v.string(), v.maxLength(limits.url))
const note = v.pipe(v.string(), v.trim(), v.maxLength(limits.note))
const relayOfCart = v.object({ cart: cartId, url: v.pipe(v.string(), v.trim(), v.maxLength(limits.url)) })
const nothing = v.optional(v.null(), null)

/** Where a field of a captured product was read: one name for each capture method. */
export const sourceSchema = v.picklist([
  'json-ld',
  'microdata',
  'rdfa',
  'meta',
  /** Data that the page's own scripts work with. */
  'state',
  /** The shop system's, or one of the largest shops', own markup. */
  'platform',
  'shop',
  'page',
])
export type Source = v.InferOutput<typeof sourceSchema>

/** For each field of a captured product the values that were read, the likeliest first: what a person may take instead. */
export const candidatesSchema = v.record(
  v.string(),
  v.pipe(
    v.array(
      v.object({
        value: v.union([v.pipe(v.string(), v.maxLength(limits.url)), moneySchema]),
        source: sourceSchema,
        /** Between 0 and 1. */
        confidence: v.number(),
      }),
    ),
    v.maxLength(5),
  ),
)

/** What reading a tab gave. `none`: the page shows no product; `link`: the tab is a cart link; `unreadable`: the browser lets no extension read it. */
export const captureOutcomeSchema = v.variant('kind', [
  v.object({
    kind: v.literal('product'),
    product: productSchema,
    sources: v.record(v.string(), sourceSchema),
    candidates: v.exactOptional(candidatesSchema),
    /** Nothing tells which of the currencies with the price's symbol is meant: `product.price` has the likeliest. */
    openCurrency: v.exactOptional(v.literal(true)),
    /** The line of the chosen cart that this very product is. */
    line: v.exactOptional(lineKey),
    /** Units of it that the cart already has. */
    inCart: count,
  }),
  v.object({
    kind: v.literal('none'),
    title: v.exactOptional(v.string()),
    url: v.exactOptional(webAddressSchema),
  }),
  v.object({ kind: v.literal('link'), link }),
  v.object({ kind: v.literal('unreadable') }),
])
export type CaptureOutcome = v.InferOutput<typeof captureOutcomeSchema>

const share = v.object({ device, quantity: count })
const written = v.object({ value: v.string(), at: time, device })

const productMemory = {
  corrections: v.exactOptional(correctionsSchema),
  said: v.exactOptional(productSchema),
  history: v.exactOptional(v.array(datedSightingSchema)),
}

/** One removed line, whole: what Undo needs to put it back with fresh entries. Opaque to views. */
export const removedLineSchema = v.object({
  key: lineKey,
  product: productSchema,
  quantity,
  bought: count,
  shares: v.array(share),
  note: v.exactOptional(note),
  ...productMemory,
})
export type RemovedLine = v.InferOutput<typeof removedLineSchema>

const cartLineSchema = v.object({
  key: lineKey,
  product: productSchema,
  ...productMemory,
  quantity,
  bought: count,
  shares: v.array(share),
  note: v.exactOptional(written),
  otherNotes: v.array(written),
  keptAfterRemove: v.boolean(),
  addedAt: time,
})

const memberSchema = v.object({ device, person: v.string(), colour: v.string() })

const relayStatusSchema = v.object({
  url: v.pipe(v.string(), v.maxLength(limits.url)),
  state: v.picklist(['connecting', 'connected', 'failed', 'resting']),
  problem: v.exactOptional(v.pipe(v.string(), v.maxLength(limits.relayWords))),
  hasAll: v.boolean(),
  answeredAt: v.exactOptional(time),
  holds: v.exactOptional(v.object({ events: count, bytes: count, devices: count })),
})

/** Where a shared cart is kept, as the network knows it. */
export const networkStatusSchema = v.object({
  relays: v.array(relayStatusSchema),
  peers: v.array(device),
  savedOn: count,
  savedAt: v.exactOptional(time),
  /** This device's changes that no relay has given back yet. */
  waiting: count,
  progress: v.exactOptional(v.object({ what: v.picklist(['reading', 'saving']), done: count, total: count })),
  problem: v.exactOptional(v.picklist(['cart-too-large', 'refused', 'clock'])),
  leftOut: v.exactOptional(v.picklist(['too-large', 'unreadable'])),
})

/**
 * A cart in a list. `saved` is where all that this device has of it is kept: on this device alone, on a relay, not yet
 * (`waiting`), not even to be kept (`failing`), or nothing is known of it.
 */
export const listedCartSchema = v.object({
  id: cartId,
  name: v.exactOptional(v.string()),
  shared: v.boolean(),
  /** The other members' names, each once: what a cart without a name is known by. */
  people: v.array(v.string()),
  saved: v.picklist(['local', 'saved', 'waiting', 'failing', 'unknown']),
})
export type ListedCart = v.InferOutput<typeof listedCartSchema>

/** Everything of a cart but its lines. */
export const cartHeadSchema = v.object({
  id: cartId,
  name: v.exactOptional(v.string()),
  members: v.array(memberSchema),
  /** This device, to tell "you" from the others. */
  device,
  /** What the person on this device calls themselves; absent until they were asked. */
  person: v.exactOptional(v.string()),
  shared: v.boolean(),
  /** Absent while the cart is not shared, or the network has not reported yet. */
  network: v.exactOptional(networkStatusSchema),
  /** Why the newest change is not on disk yet; it is kept and tried again. */
  unsaved: v.exactOptional(v.picklist(['full', 'aborted', 'closed', 'unavailable'])),
  skipped: count,
  /** Every cart on this device, for the switcher. */
  carts: v.array(listedCartSchema),
})
export type CartHead = v.InferOutput<typeof cartHeadSchema>

/** What the subscription `cart` sends: first a snapshot, then only what changed. */
export const cartEventSchema = v.variant('type', [
  v.object({ type: v.literal('snapshot'), head: cartHeadSchema, lines: v.array(cartLineSchema) }),
  v.object({
    type: v.literal('change'),
    head: cartHeadSchema,
    changed: v.array(cartLineSchema),
    removed: v.array(lineKey),
  }),
])
export type CartEvent = v.InferOutput<typeof cartEventSchema>

const edit = v.variant('field', [
  v.object({ field: v.literal('note'), value: note }),
  v.object({
    field: v.literal('title'),
    value: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(limits.text)),
  }),
  v.object({ field: v.literal('price'), value: v.nullable(moneySchema) }),
  v.object({ field: v.literal('variant'), value: v.pipe(v.string(), v.trim(), v.maxLength(limits.text)) }),
  v.object({ field: v.literal('listPrice'), value: v.nullable(moneySchema) }),
  v.object({ field: v.literal('image'), value: v.nullable(webAddressSchema) }),
  v.object({
    field: v.literal('availability'),
    value: v.nullable(productSchema.entries.availability.wrapped),
  }),
  /** Takes the correction of that field back. */
  v.object({ field: v.literal('asRead'), value: v.keyof(correctionsSchema) }),
])
export type Edit = v.InferOutput<typeof edit>

/** What was removed, and from which cart: what `undo` takes. */
const removalSchema = v.object({ cart: cartId, removed: v.array(removedLineSchema) })
export type Removal = v.InferOutput<typeof removalSchema>

/** `request` name -> what is asked and what is answered. */
export const popupSurface = {
  capture: { params: v.object({ tab: v.number() }), result: captureOutcomeSchema },
  /**
   * Adds to the chosen cart. A product without `shop` was typed by hand and always becomes a line of its own. `product`
   * is as it was read, because it names the line; `edits` are what the person corrected of it, and the note.
   */
  add: {
    params: v.object({ product: productSchema, quantity, edits: v.exactOptional(v.array(edit)) }),
    result: v.object({ key: lineKey, quantity }),
  },
  /** `by` units more or, negative, fewer; at zero the line is removed (and can be undone). */
  changeQuantity: {
    params: v.object({ key: lineKey, by: v.pipe(v.number(), v.integer()) }),
    result: removalSchema,
  },
  setQuantity: {
    params: v.object({ key: lineKey, quantity: v.union([v.literal(0), quantity]) }),
    result: removalSchema,
  },
  remove: { params: v.object({ key: lineKey }), result: removalSchema },
  clearBought: { params: nothing, result: removalSchema },
  undo: { params: removalSchema, result: nothing },
  tick: { params: v.object({ key: lineKey, bought: v.boolean() }), result: nothing },
  edit: { params: v.object({ key: lineKey, edit }), result: nothing },
  /** The person has read "removed and added at the same time: kept". */
  dismissKept: { params: v.object({ key: lineKey }), result: nothing },
  /** Shares the chosen cart (once) under this person's name and answers its link. */
  share: { params: v.object({ person }), result: v.object({ link }) },
  setPerson: { params: v.object({ person }), result: nothing },
  renameCart: { params: v.object({ name: cartName }), result: nothing },
  chooseCart: { params: v.object({ cart: cartId }), result: nothing },
  /** What a link leads to. `joined` is the cart's id if this device already has it; `reached` is false when no relay answered. */
  previewLink: {
    params: v.object({ link }),
    result: v.object({
      joined: v.exactOptional(cartId),
      reached: v.boolean(),
      name: v.exactOptional(v.string()),
      members: v.array(v.string()),
      lines: count,
    }),
  },
  join: { params: v.object({ link, person }), result: v.object({ cart: cartId }) },
  /** Tries again to write what is not on disk yet. */
  saveAgain: { params: nothing, result: nothing },
  /**
   * Gives a shared cart one more relay, once that was seen to work. Rejects with `relay-address`, `relay-known`,
   * `relay-limit`, or `relay-fails` with the relay's own words as its message.
   */
  addRelay: { params: relayOfCart, result: nothing },
  /** Rejects with `relay-last` for a cart's only relay. */
  removeRelay: { params: relayOfCart, result: nothing },
  /** Back to the relays that Common Cart picks for the cart. */
  resetRelays: { params: v.object({ cart: cartId }), result: nothing },
} as const

export type PopupSurface = typeof popupSurface
export type PopupRequest = keyof PopupSurface
export type PopupParams<R extends PopupRequest> = v.InferOutput<PopupSurface[R]['params']>
export type PopupResult<R extends PopupRequest> = v.InferOutput<PopupSurface[R]['result']>

/** What a view is given to talk to the background; `popup/main.tsx` makes the real one. */
export interface PopupClient {
  /** Rejects with the background's error, rebuilt: a UserError with a code that `_locales` has words for, or a bug. */
  request<R extends PopupRequest>(name: R, params: PopupParams<R>): Promise<PopupResult<R>>
  /** Calls `listener` with a snapshot, then with changes; comes back by itself when the background was restarted. */
  subscribe(listener: (event: CartEvent) => void, signal: AbortSignal): void
}
