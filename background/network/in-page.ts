import type { BackgroundEnd, FromNetwork, NetworkEnd, ToNetwork } from './protocol.ts'

/*
 * Firefox runs background and network as two scripts of one event page, which start and end together. The network's
 * script runs first and leaves here what starts it.
 */
type Start = (end: NetworkEnd) => void
const key = Symbol.for('common-cart.start-network')
const page = globalThis as { [key]?: Start }

/** One end's listeners. */
interface Listeners<In> {
  readonly message: ((message: In) => void)[]
  readonly close: (() => void)[]
}

/**
 * Two ends of a line within one page. Messages are delivered in order, after the sender's own code has run; once either
 * end closed the line, nothing arrives any more.
 */
export function linePair(): { background: BackgroundEnd; network: NetworkEnd } {
  const background: Listeners<FromNetwork> = { message: [], close: [] }
  const network: Listeners<ToNetwork> = { message: [], close: [] }
  let open = true

  function deliver<In>({ message: listeners }: Listeners<In>, message: In): void {
    queueMicrotask(() => {
      if (open) for (const listener of listeners) listener(message)
    })
  }

  function close({ close: listeners }: Listeners<never>): void {
    if (!open) return
    open = false
    queueMicrotask(() => {
      for (const listener of listeners) listener()
    })
  }

  return {
    background: {
      send: message => deliver(network, message),
      onMessage: listener => background.message.push(listener),
      onClose: listener => background.close.push(listener),
      close: () => close(network),
    },
    network: {
      send: message => deliver(background, message),
      onMessage: listener => network.message.push(listener),
      onClose: listener => network.close.push(listener),
      close: () => close(background),
    },
  }
}

/** Leaves what starts the network for `inPageLine`. */
export function offerInPage(start: Start): void {
  page[key] = start
}

/** Starts the network in this page and gives the background's end of the line to it; undefined where no network's script runs. */
export function inPageLine(): BackgroundEnd | undefined {
  const start = page[key]
  if (!start) return undefined
  const { background, network } = linePair()
  start(network)
  return background
}
