/** `time`: the relay finds the event's time wrong. `size`: it finds the event too large. */
export type RefusalKind = 'time' | 'size' | 'other'

/** NIP-01's prefixes of reasons that are about us or about how much we write, whatever words follow. */
const ofOthers = /^(rate-limited|blocked|restricted|auth-required|pow|duplicate|mute)\b/i

/*
 * strfry: "created_at too late", "created_at too early", "event expired"; nostream: "created_at is more than 900 seconds in
 * the future"; nostr-rs-relay: "The event created_at field is out of the acceptable range"; khatru: "event too old",
 * "event too much in the future"; NIP-01: "event creation date is too far off from the current time".
 */
const ofTime =
  /created_?at|creat\w+ (date|time)|timestamp|future|in the past|too (late|early|old)|expired|\bclock\b/i

/* strfry: "event too large"; khatru: "event is too big"; nostream: "content is longer than 102400 bytes". */
const ofSize = /too (large|big|long)|longer|length|size|\bmax/i

/** What a relay's words for not keeping an event are about. */
export function refusalKind(words: string): RefusalKind {
  if (ofOthers.test(words)) return 'other'
  if (ofTime.test(words)) return 'time'
  return ofSize.test(words) ? 'size' : 'other'
}

/** Of a refusal for the time: whether it finds the event too old, which a clock that is slow makes. */
export function isTooEarly(words: string): boolean {
  return /too (early|old)|expired|in the past/i.test(words)
}
