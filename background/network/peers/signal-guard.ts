import { createDecoder, readAny, readVarString, readVarUint8Array } from 'lib0/decoding'
import * as v from 'valibot'
import { fromBase64 } from '../../../extension/base64.ts'

/*
 * y-webrtc believes its signaling server: an answer from a peer it has not called, a repeated answer or a malformed
 * signal makes it throw or drop a good connection. So each of its messages is read here first. Its encryption
 * (y-webrtc/src/crypto.js): "AES-GCM", iv, ciphertext, each with its length in front; inside a lib0 `any`.
 */

const signalSchema = v.variant('type', [
  v.object({ type: v.literal('announce'), from: v.string() }),
  v.object({
    type: v.literal('signal'),
    from: v.string(),
    to: v.string(),
    token: v.optional(v.number()),
    signal: v.object({ type: v.string(), sdp: v.optional(v.string()) }),
  }),
])

/** What y-webrtc says to other peers. */
export type PeerSignal = v.InferOutput<typeof signalSchema>

/** Reads one of y-webrtc's published messages, or gives undefined when it is not one of this room. */
export async function readPeerSignal(data: string, roomKey: CryptoKey): Promise<PeerSignal | undefined> {
  try {
    const decoder = createDecoder(fromBase64(data))
    if (readVarString(decoder) !== 'AES-GCM') return undefined
    const iv = new Uint8Array(readVarUint8Array(decoder))
    const ciphertext = new Uint8Array(readVarUint8Array(decoder))
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, roomKey, ciphertext)
    const parsed = v.safeParse(signalSchema, readAny(createDecoder(new Uint8Array(plain))))
    return parsed.success ? parsed.output : undefined
  } catch (error) {
    console.debug(`A signal that is not of this room was left out: ${error}`)
    return undefined
  }
}

const rememberedDescriptions = 200

/** What to do with a signal: hand it to y-webrtc, leave it out, or announce this device in return. */
export type Verdict = 'deliver' | 'drop' | 'announce'

/**
 * Decides which signals y-webrtc may see. Of two peers only the one with the lesser name calls: where both call at
 * once, simple-peer ends with two data channels of which each side hears only the wrong one. So a lesser peer's
 * announcement is answered by an own one, upon which that peer calls.
 */
export class SignalGuard {
  readonly #descriptions = new Set<string>()

  /** `isCalled` tells whether there is a connection, or an attempt at one, with a peer. */
  judge(message: PeerSignal, self: string, isCalled: (peer: string) => boolean): Verdict {
    const { from } = message
    if (from === self) return 'drop'
    if (message.type === 'announce') return isCalled(from) ? 'drop' : self < from ? 'deliver' : 'announce'
    if (message.to !== self) return 'drop'
    return this.#isUsable(message, isCalled(from)) ? 'deliver' : 'drop'
  }

  #isUsable({ from, signal }: Extract<PeerSignal, { type: 'signal' }>, called: boolean): boolean {
    const { type, sdp } = signal
    if (type !== 'offer' && type !== 'answer') return false
    if (called !== (type === 'answer')) return false
    return sdp !== undefined && this.#isNew(`${from} ${sdp}`)
  }

  #isNew(description: string): boolean {
    if (this.#descriptions.has(description)) return false
    this.#descriptions.add(description)
    const [oldest] = this.#descriptions
    if (this.#descriptions.size > rememberedDescriptions && oldest !== undefined)
      this.#descriptions.delete(oldest)
    return true
  }
}
