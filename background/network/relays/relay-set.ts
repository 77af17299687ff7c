import { relayAddress } from '../../../extension/invite/relay-address.ts'
import { limits } from '../../../extension/limits.ts'
import { type ConnectionStatus, RelayConnection, type RelayConnectionOptions } from './relay-connection.ts'

export interface RelaySetOptions extends Omit<RelayConnectionOptions, 'url'> {
  readonly urls: readonly string[]
  /** A connection, or an attempt to make one, failed. */
  onFailure?(url: string): void
}

/** The relays of one cart. An address that no cart may use is left out of the connections but not of `statuses`. */
export class RelaySet {
  readonly #options: Omit<RelaySetOptions, 'urls'>
  #connections = new Map<string, RelayConnection>()
  #unusable: readonly ConnectionStatus[] = []
  /** Relays whose first attempt is over. */
  readonly #tried = new Set<string>()

  constructor({ urls, ...options }: RelaySetOptions) {
    this.#options = options
    this.update(urls)
  }

  /** Closes the connections to relays that are not in `urls` and opens those that are missing. */
  update(urls: readonly string[]): void {
    const { usable, unusable } = sorted(urls)
    for (const [url, connection] of this.#connections) {
      if (usable.has(url)) continue
      connection.close()
      this.#connections.delete(url)
      this.#tried.delete(url)
    }
    this.#unusable = Array.from(unusable, url => ({
      url,
      state: 'failed',
      problem: 'not the address of a relay that a cart may use',
    }))
    const before = this.#connections
    this.#connections = new Map()
    for (const url of usable) this.#connections.set(url, before.get(url) ?? this.#connect(url))
  }

  get statuses(): ConnectionStatus[] {
    return [...Array.from(this.#connections.values(), ({ status }) => status), ...this.#unusable]
  }

  /** The relays to which there is a connection now. */
  get open(): RelayConnection[] {
    return [...this.#connections.values()].filter(connection => connection.isOpen)
  }

  /** Whether every relay was either reached or failed once. */
  get isTried(): boolean {
    return [...this.#connections.keys()].every(url => this.#tried.has(url))
  }

  /** Relays that wait for their next attempt try at once. */
  retry(): void {
    for (const connection of this.#connections.values()) connection.retry()
  }

  close(): void {
    for (const connection of this.#connections.values()) connection.close()
  }

  #connect(url: string): RelayConnection {
    let before: ConnectionStatus['state'] = 'connecting'
    const onStatus = (): void => {
      // Called by the constructor as well, before there is a connection to look at.
      const state = connection?.status.state ?? 'connecting'
      if (state !== 'connecting') this.#tried.add(url)
      if (state === 'failed' && before !== 'failed') this.#options.onFailure?.(url)
      before = state
      this.#options.onStatus()
    }
    let connection: RelayConnection | undefined
    connection = new RelayConnection({ ...this.#options, url, onStatus })
    return connection
  }
}

function sorted(urls: readonly string[]): { usable: Set<string>; unusable: Set<string> } {
  const usable = new Set<string>()
  const unusable = new Set<string>()
  for (const url of urls) {
    const address = relayAddress(url)
    if (address === undefined || address.length > limits.url) unusable.add(url.slice(0, limits.url))
    else usable.add(address)
  }
  return { usable, unusable }
}
