/**
 * What this device may write to one relay, over all carts: 3 a minute after a burst of 4, and nothing for a while after a
 * refusal (60 s, doubling to 32 min). It outlives the network (RelayRecord).
 */
export interface WriteBudget {
  /** Takes one write and answers 0, or answers the ms until there is one. */
  take(): number
  /** The relay gave back what was written. */
  succeeded(): void
  /** The relay refused a write, or lost it. */
  failed(): void
}
