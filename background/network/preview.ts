import type { Event } from 'nostr-tools/pure'
import { deriveKeys } from '../../extension/invite/keys.ts'
import { cartSigner, eventKinds } from './cart-signer.ts'
import type { NetworkEnvironment } from './environment.ts'
import { mergeSlots } from './mailbox/merge-slots.ts'
import { WaitingSlots } from './mailbox/waiting-slots.ts'
import type { MailboxPreview } from './protocol.ts'
import type { RelayConnection } from './relays/relay-connection.ts'
import { RelaySet } from './relays/relay-set.ts'

const patienceMs = 4_000

/** Characters of all slots' contents together: 12 MB before base64. */
const mostCharacters = 16 * 1024 * 1024

/** What one look at every relay gave. */
interface Answers {
  /** The newest of each slot, newest first. */
  readonly events: readonly Event[]
  readonly answered: number
}

/**
 * Reads a cart's mailbox without joining: nothing is written and no peer is told. Waits until every relay has
 * answered or failed, and at least one answered, but no longer than 4 s. Nobody has agreed to this cart yet, so what a
 * relay or the link's author can make this device hold is bounded: by `WaitingSlots` and `mergeSlots`.
 */
export async function previewMailbox(
  secret: Uint8Array,
  urls: readonly string[],
  environment: NetworkEnvironment,
): Promise<MailboxPreview> {
  const keys = await deriveKeys(secret)
  const { events, answered } = await ask(
    urls,
    cartSigner(keys.signingKey, environment.signatures),
    environment,
  )
  return { answered, updates: await mergeSlots(events, keys.contentKey) }
}

function ask(
  urls: readonly string[],
  signer: ReturnType<typeof cartSigner>,
  environment: NetworkEnvironment,
): Promise<Answers> {
  return new Promise(resolve => {
    const slots = new WaitingSlots(mostCharacters)
    const answered = new Set<RelayConnection>()

    function finish(): void {
      stopWaiting()
      relays.close()
      resolve({ events: slots.newestFirst(), answered: answered.size })
    }
    const stopWaiting = environment.after(patienceMs, finish)

    function finishIfSettled(): void {
      const failed = relays.statuses.filter(({ state }) => state === 'failed').length
      if (answered.size > 0 && answered.size + failed >= relays.statuses.length) finish()
    }

    const relays = new RelaySet({
      urls,
      environment,
      signer,
      subscribers: [
        {
          filters: () => [{ kinds: [eventKinds.slot], authors: [signer.publicKey] }],
          event: event => slots.put(event),
          stored: relay => {
            answered.add(relay)
            finishIfSettled()
          },
          lost: finishIfSettled,
        },
      ],
      onStatus: () => {},
    })
  })
}
