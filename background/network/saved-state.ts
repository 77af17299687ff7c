import { isKeptOn } from '../../extension/relays/kept-on.ts'
import type { KeptState, NetworkStatus, RelayStatus } from './protocol.ts'

type Saved = Pick<NetworkStatus, 'relays' | 'savedOn' | 'savedAt' | 'waiting'>

/** What is known of the cart's document. */
export interface SavedDocument {
  /** Goes up whenever the contents change. */
  readonly revision: number
  readonly isEmpty: boolean
  /** Stands for the contents (`documentDigest`). */
  digest(): Promise<string>
}

export interface SavedStateOptions {
  readonly document: SavedDocument
  /** What an earlier run of the network said to keep. */
  readonly kept: KeptState | undefined
  now(): number
  tell(kept: KeptState): void
  /** `isKept` became true. */
  onKept(): void
}

const nothingKept: KeptState = { digest: '0'.repeat(64), savedOn: [], savedAt: 0, waiting: 0 }

/**
 * Says where a cart is saved, also before any relay was asked: as long as the cart is just what an earlier run saw saved,
 * the relays that then had it count, each until it has been read and says otherwise, or has not answered for 45 days.
 */
export class SavedState {
  readonly #options: SavedStateOptions
  #kept: KeptState
  /** The revision that `#kept.savedOn` is about. */
  #rememberedRevision = -1
  #unsaved = 0
  #known: { readonly revision: number; readonly digest: string } | undefined
  #keeping: Promise<void> | undefined
  #wanted = ''

  constructor(options: SavedStateOptions) {
    this.#options = options
    this.#kept = options.kept ?? nothingKept
  }

  /** To be awaited before the first status: finds out whether what was kept is still about this very cart. */
  async start(): Promise<void> {
    const { document } = this.#options
    const { revision } = document
    const isSame = (await this.#digest()) === this.#kept.digest && document.revision === revision
    if (isSame && this.#kept.savedOn.length > 0) this.#rememberedRevision = revision
    else this.#unsaved += this.#kept.waiting
  }

  /** This device changed the cart. */
  ownChange(): void {
    this.#unsaved += 1
  }

  /** Where the cart is saved, from what is known of its relays now. */
  of(relays: readonly RelayStatus[], savedAt: number | undefined): Saved {
    const { document } = this.#options
    const remembered = new Set(
      this.#rememberedRevision === document.revision
        ? relays.filter(relay => !wasRead(relay) && isKeptOn(this.#kept, relay, this.#options.now()))
        : [],
    )
    const seen = relays.map(relay => (remembered.has(relay) ? { ...relay, hasAll: true } : relay))
    const savedOn = seen.filter(({ hasAll }) => hasAll).length
    const times = [savedAt ?? [], remembered.size > 0 ? this.#kept.savedAt : []].flat()
    if (savedOn > 0) this.#unsaved = 0
    return {
      relays: seen,
      savedOn,
      ...(times.length > 0 && { savedAt: Math.max(...times) }),
      waiting: savedOn > 0 || document.isEmpty ? 0 : Math.max(1, this.#unsaved),
    }
  }

  /** Tells what the next run has to know of this. */
  keep(saved: Saved): void {
    const wanted = JSON.stringify([this.#options.document.revision, saved])
    if (wanted === this.#wanted) return
    this.#wanted = wanted
    const keeping = this.#keep(saved, wanted)
      .catch(error => console.error('What is saved could not be noted:', error))
      .finally(() => {
        if (this.#keeping !== keeping) return
        this.#keeping = undefined
        this.#options.onKept()
      })
    this.#keeping = keeping
  }

  /** Whether all that is to be kept was told. */
  get isKept(): boolean {
    return this.#keeping === undefined
  }

  /** A background that starts gives back what it has: what it missed is told again. */
  reopened(kept: KeptState | undefined): void {
    if (this.#kept !== nothingKept && JSON.stringify(kept) !== JSON.stringify(this.#kept)) {
      this.#options.tell(this.#kept)
    }
  }

  async #keep(saved: Saved, wanted: string): Promise<void> {
    const { relays, savedOn, savedAt, waiting } = saved
    let kept = { ...this.#kept, waiting }
    if (savedOn > 0) {
      const digest = await this.#digest()
      const urls = relays.filter(({ hasAll }) => hasAll).map(({ url }) => url)
      kept = { digest, savedOn: urls, savedAt: savedAt ?? this.#kept.savedAt, waiting }
    }
    // A newer status came meanwhile, and is kept instead.
    if (wanted !== this.#wanted || JSON.stringify(kept) === JSON.stringify(this.#kept)) return
    this.#kept = kept
    this.#options.tell(kept)
  }

  async #digest(): Promise<string> {
    const { document } = this.#options
    const { revision } = document
    if (this.#known?.revision === revision) return this.#known.digest
    // What it stands for is taken before the first wait.
    const digest = await document.digest()
    this.#known = { revision, digest }
    return digest
  }
}

/** Whether the relay has said what it has of this cart, since the cart was opened. */
function wasRead({ hasAll, holds }: RelayStatus): boolean {
  return hasAll || holds !== undefined
}
