import type { BackgroundEnd, FromNetwork, NetworkEnd, ToNetwork } from './protocol.ts'

/*
 * Firefox runs background and network as two scripts of one event page, which start and end together. The network's
 * script runs first and leaves the background's end of the line here for it to take.
 */
const key = Symbol.for('common-cart.network-line')
const page = globalThis as { [key]?: BackgroundEnd }

/**
 * Two ends of a line within one page. Messages are delivered in order, after the sender's own code has run. The network
 * lives as long as the page, so its line has no end: when the background closes its end, that only forgets its
 * listeners, and the same end can be taken again.
 */
export function linePair(): { background: BackgroundEnd; network: NetworkEnd } {
  const toNetwork: ((message: ToNetwork) => void)[] = []
  const fromNetwork: ((message: FromNetwork) => void)[] = []
  return {
    background: {
      send: message => queueMicrotask(() => toNetwork.forEach(listener => void listener(message))),
      onMessage: listener => fromNetwork.push(listener),
      onClose: () => {},
      close: () => {
        fromNetwork.length = 0
      },
    },
    network: {
      send: message => queueMicrotask(() => fromNetwork.forEach(listener => void listener(message))),
      onMessage: listener => toNetwork.push(listener),
      onClose: () => {},
      close: () => {},
    },
  }
}

/** Leaves the background's end for `inPageLine`. */
export function offerInPage(end: BackgroundEnd): void {
  page[key] = end
}

/** The background's end, or undefined where no network script runs in this page. */
export function inPageLine(): BackgroundEnd | undefined {
  return page[key]
}
