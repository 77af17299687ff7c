import type { Browser, CDPSession, Protocol } from 'puppeteer-core'
import type { Problems } from './problems.ts'
import { eventually } from './wait.ts'

/** Collects what goes wrong in the worker, the offscreen document and every page of the extension. */
export interface ChromiumWatch {
  /** Waits until all events that the watched contexts have sent so far have arrived. */
  settle(): Promise<void>
  /** Lets go of the worker: a worker that is stopped while it is watched never starts again. */
  releaseWorkers(): Promise<void>
}

type TargetInfo = Protocol.Target.TargetInfo

/** A context that is watched; `session` is undefined when it was gone before it could be. */
interface Watched {
  readonly type: string
  readonly session: Promise<CDPSession | undefined>
}

/** Watches all contexts whose address starts with `origin`, those of the present and of the future. */
export async function watchChromium(
  browser: Browser,
  origin: string,
  problems: Problems,
  watchWorker: boolean,
): Promise<ChromiumWatch> {
  const watched = new Map<string, Watched>()
  const browserSession = await browser.target().createCDPSession()

  function isWatched({ type, url }: TargetInfo): boolean {
    return url.startsWith(origin) && (watchWorker || type !== 'service_worker')
  }

  function attach({ targetInfo }: { readonly targetInfo: TargetInfo }): void {
    const { targetId, type } = targetInfo
    if (watched.has(targetId) || !isWatched(targetInfo)) return
    watched.set(targetId, { type, session: watchTarget(browserSession, targetInfo, problems) })
  }

  browserSession.on('Target.targetCreated', attach)
  browserSession.on('Target.targetInfoChanged', attach)
  browserSession.on('Target.targetDestroyed', ({ targetId }) => watched.delete(targetId))
  await browserSession.send('Target.setDiscoverTargets', { discover: true })

  /** The browser tells of a context a moment after it runs. */
  async function allAttached(): Promise<true | undefined> {
    const { targetInfos } = await browserSession.send('Target.getTargets')
    return targetInfos.every(info => !isWatched(info) || watched.has(info.targetId)) || undefined
  }

  return {
    async settle() {
      await eventually('every context of the extension is watched', allAttached)
      // Events and answers of one session arrive in order. A session may end meanwhile, and then has nothing more to say.
      const all = await Promise.all([...watched.values()].map(({ session }) => session))
      // A rejection that nobody handles is reported only when the task it happened in is over.
      const nextTask = { expression: 'new Promise(done => setTimeout(done))', awaitPromise: true }
      await Promise.allSettled(all.map(session => session?.send('Runtime.evaluate', nextTask)))
    },
    async releaseWorkers() {
      for (const { type, session } of watched.values()) {
        const sessionId = type === 'service_worker' ? (await session)?.id() : undefined
        if (sessionId !== undefined) await browserSession.send('Target.detachFromTarget', { sessionId })
      }
    },
  }
}

/** `Runtime.enable` also tells what was logged and thrown before, so nothing from a context's start is lost. */
async function watchTarget(
  browserSession: CDPSession,
  { targetId, url: where }: TargetInfo,
  problems: Problems,
): Promise<CDPSession | undefined> {
  try {
    const session = await attachTo(browserSession, targetId)
    session.on('Runtime.consoleAPICalled', event => {
      if (event.type === 'error' || event.type === 'assert') problems.add({ where, text: argumentsOf(event) })
    })
    session.on('Runtime.exceptionThrown', ({ exceptionDetails: details }) => {
      problems.add({ where, text: `${details.text} ${details.exception?.description ?? ''}`.trim() })
    })
    session.on('Log.entryAdded', ({ entry }) => {
      // Failed requests are the browser's to report, and ordinary: relays and pictures go away.
      if (entry.level === 'error' && entry.source !== 'network') problems.add({ where, text: entry.text })
    })
    await Promise.all([session.send('Runtime.enable'), session.send('Log.enable')])
    return session
  } catch (error) {
    if (isGone(error)) return undefined
    problems.add({ where, text: `cannot be watched: ${error}` })
    return undefined
  }
}

/**
 * Puppeteer's `createCDPSession` would do this, but while it waits, Puppeteer takes every other session with the same
 * context for one of ours. The session that a page, just opened, has with its worker is then never let go, and a
 * worker that is stopped while it has a session never starts again (Puppeteer 24, `Connection.isAutoAttached`).
 */
async function attachTo(browserSession: CDPSession, targetId: string): Promise<CDPSession> {
  const { sessionId } = await browserSession.send('Target.attachToTarget', { targetId, flatten: true })
  const session = browserSession.connection()?.session(sessionId)
  if (!session) throw new Error(`The session with ${targetId} was closed`)
  return session
}

function argumentsOf(event: Protocol.Runtime.ConsoleAPICalledEvent): string {
  return event.args.map(({ value, description }) => description ?? String(value)).join(' ')
}

/** A popup can close before it is attached to. */
function isGone(error: unknown): boolean {
  return error instanceof Error && /closed|detached|No target with given id|not attached/i.test(error.message)
}
