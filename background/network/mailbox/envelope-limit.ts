import { contentOf, maxEnvelope } from '../envelope.ts'
import type { RelayLimits } from '../protocol.ts'
import { headerBytes } from './slot-header.ts'

/** Every relay that may be used takes an envelope of this size. */
const least = 4_096

/** What an event has beside its content, in bytes: ids, signature, tags. */
const aroundContent = 600

/** How large an envelope one relay takes, in bytes. */
export class EnvelopeLimit {
  #refused = maxEnvelope

  /** Bytes of a packed update that fit, by what the relay says of itself and what it refused. */
  packedBytes(limits: RelayLimits | undefined): number {
    const content = limits?.content ?? Number.POSITIVE_INFINITY
    const message = (limits?.message ?? Number.POSITIVE_INFINITY) - aroundContent
    const said = Math.floor(Math.min(content, message) / 4) * 3
    return contentOf(Math.max(least, Math.min(said, this.#refused))) - headerBytes
  }

  /** Whether it takes the largest. */
  isWhole(limits: RelayLimits | undefined): boolean {
    return this.packedBytes(limits) === contentOf(maxEnvelope) - headerBytes
  }

  /** It refused an envelope for its size. Answers whether a smaller one can be tried. */
  refused(): boolean {
    if (this.#refused <= least) return false
    this.#refused = Math.max(least, Math.floor(this.#refused / 2))
    return true
  }
}
