/** Half of a slot's life: after so long a relay may have dropped what devices that were away did not renew. */
const countsMs = 45 * 24 * 60 * 60_000

/** Of a cart that was saved: on which relays, and when the last of them gave it back (ms since 1970). */
interface Saved {
  readonly savedOn: readonly string[]
  readonly savedAt: number
}

/** Whether a relay that was not asked yet counts as having what it had when that was `saved`: only while it has answered lately. */
export function isKeptOn(
  saved: Saved,
  relay: { readonly url: string; readonly answeredAt?: number },
  now: number,
): boolean {
  return saved.savedOn.includes(relay.url) && now - (relay.answeredAt ?? saved.savedAt) < countsMs
}
