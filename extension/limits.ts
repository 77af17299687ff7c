/**
 * What one cart may hold. The limits hold when something is written and again when it is read, because a
 * member's device may run another version, or not our code at all.
 */
export const limits = {
  /** Characters of a title, a name, a variant and the like. */
  text: 500,
  /** Characters of a note. */
  note: 2000,
  /** Characters of an address. */
  url: 2048,
  /** Units of one line. */
  quantity: 9999,
  /** Lines of one cart. */
  lines: 10_000,
  /** Characters kept of what a relay says of itself. */
  relayWords: 300,
  /** Bytes of one Yjs update from another device. */
  updateBytes: 2 * 1024 * 1024,
  /** Bytes of a whole cart as one Yjs update, with all that others gave. */
  cartBytes: 8 * 1024 * 1024,
} as const
