import type { Event } from 'nostr-tools/pure'
import { relayAddress } from '../../../extension/invite/relay-address.ts'
import { limits } from '../../../extension/limits.ts'
import { type ConnectionStatus, RelayConnection, type RelayConnectionOptions } from './relay-connection.ts'

export interface RelaySetOptions extends Omit<RelayConnectionOptions, 'url'> {
  readonly urls: readonly string[]
}

/** The relays of one cart. An address that no cart may use is left out of the connections but not of `statuses`. */
export class RelaySet {
  readonly #connections: readonly RelayConnection[]
  readonly #unusable: readonly ConnectionStatus[]

  constructor({ urls, ...options }: RelaySetOptions) {
    const usable = new Set<string>()
    const unusable = new Set<string>()
    for (const url of urls) {
      const address = relayAddress(url)
      if (address === undefined || address.length > limits.url) unusable.add(url.slice(0, limits.url))
      else usable.add(address)
    }
    this.#unusable = Array.from(unusable, url => ({
      url,
      state: 'failed',
      problem: 'not the address of a relay that a cart may use',
    }))
    this.#connections = Array.from(usable, url => new RelayConnection({ ...options, url }))
  }

  get statuses(): ConnectionStatus[] {
    return [...this.#connections.map(connection => connection.status), ...this.#unusable]
  }

  /** The relays to which there is a connection now. */
  get open(): RelayConnection[] {
    return this.#connections.filter(connection => connection.isOpen)
  }

  /** Relays that wait for their next attempt try at once. */
  retry(): void {
    for (const connection of this.#connections) connection.retry()
  }

  /** Sends an event that nobody has to keep to every relay that is connected. */
  broadcast(event: Event): void {
    for (const connection of this.open) {
      connection.publish(event).catch(error => console.debug(`${connection.url} took no signal: ${error}`))
    }
  }

  close(): void {
    for (const connection of this.#connections) connection.close()
  }
}
