import { WebSocket as NodeWebSocket } from 'ws'
import * as Y from 'yjs'
import { type NetworkEnvironment, systemClock } from '../../../background/network/environment.ts'
import { linePair } from '../../../background/network/in-page.ts'
import { startNetwork } from '../../../background/network/network.ts'
import type {
  BackgroundEnd,
  FromNetwork,
  NetworkStatus,
  SharedCart,
} from '../../../background/network/protocol.ts'
import { schnorrSignatures } from '../../../background/network/signatures.ts'

/** `ws` throws where a browser stays silent: when a socket is closed before it is open. */
class QuietWebSocket extends NodeWebSocket {
  constructor(url: string) {
    super(url)
    this.on('error', () => {})
  }
}

const speed = 10
const startedAt = Date.now()

/** The real network stack of Node, with time ten times as fast. */
export const environment: NetworkEnvironment = {
  webSocket: QuietWebSocket as unknown as typeof WebSocket,
  signatures: schnorrSignatures,
  fetch,
  now: () => startedAt + (Date.now() - startedAt) * speed,
  random: Math.random,
  after: (ms, run) => systemClock.after(ms / speed, run),
}

export const secret = Uint8Array.from({ length: 32 }, (_, index) => 200 - index)

export interface MemberOptions {
  readonly device: string
  readonly relays: readonly string[]
  readonly secret?: Uint8Array
  readonly doc?: Y.Doc
  readonly session?: string
  /** Sessions of the same profile; without them no copy of it is looked for. */
  readonly known?: readonly string[]
}

/** What the background is to the network: the one document that authors changes. */
export interface Member {
  readonly doc: Y.Doc
  readonly background: BackgroundEnd
  readonly messages: FromNetwork[]
  /** Adds an entry to this device's array. */
  add(entry: string): void
  /** Every entry of every device, sorted. */
  entries(): string[]
  status(): NetworkStatus | undefined
  /** Ends the network, as when the browser is closed. The document stays as it is on disk. */
  stop(): void
}

const running = new Set<Member>()

/** Ends every member that is still running. For `afterEach`. */
export function stopMembers(): void {
  for (const member of running) member.stop()
}

export function sharedCart(options: MemberOptions, doc: Y.Doc): SharedCart {
  return {
    cart: 'cart-of-the-test',
    secret: options.secret ?? secret,
    relays: options.relays,
    device: options.device,
    session: options.session ?? '0123456789abcdef',
    state: Y.encodeStateAsUpdate(doc),
    ...(options.known && { known: options.known }),
  }
}

/** Runs a network like a browser does, with a cart open on it. */
export function startMember(options: MemberOptions): Member {
  const doc = options.doc ?? new Y.Doc()
  const messages: FromNetwork[] = []
  const { background, network } = linePair()
  const closers: (() => void)[] = []
  startNetwork({ ...network, onClose: listener => closers.push(listener) }, environment)

  background.onMessage(message => {
    messages.push(message)
    if (message.type === 'update') Y.applyUpdate(doc, message.update, 'network')
  })
  background.send({ type: 'open', ...sharedCart(options, doc) })
  const onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin !== 'network') background.send({ type: 'update', cart: 'cart-of-the-test', update })
  }
  doc.on('update', onUpdate)

  const member: Member = {
    doc,
    background,
    messages,
    add: entry => doc.getArray<string>(`d:${options.device}`).push([entry]),
    entries: () => [...doc.share.keys()].flatMap(name => doc.getArray<string>(name).toArray()).sort(),
    status: () => {
      for (const message of messages.toReversed()) if (message.type === 'status') return message.status
      return undefined
    },
    stop: () => {
      doc.off('update', onUpdate)
      for (const close of closers) close()
      running.delete(member)
    },
  }
  running.add(member)
  return member
}
