import type { Browser, CDPSession, Protocol, Target } from 'puppeteer-core'
import type { Problems } from './problems.ts'
import { eventually } from './wait.ts'

/** Collects what goes wrong in the worker, the offscreen document and every page of the extension. */
export interface ChromiumWatch {
  /** Waits until all events that the watched contexts have sent so far have arrived. */
  settle(): Promise<void>
  /** Lets go of the worker: a worker that is stopped while it is watched never starts again. */
  releaseWorkers(): Promise<void>
}

/** Watches all contexts whose address starts with `origin`, those of the present and of the future. */
export async function watchChromium(
  browser: Browser,
  origin: string,
  problems: Problems,
  watchWorker: boolean,
): Promise<ChromiumWatch> {
  const sessions = new Map<Target, Promise<CDPSession | undefined>>()
  const browserSession = await browser.target().createCDPSession()

  function isWatched(type: string, address: string): boolean {
    return address.startsWith(origin) && (watchWorker || type !== 'service_worker')
  }

  function attach(target: Target): void {
    if (sessions.has(target) || !isWatched(target.type(), target.url())) return
    sessions.set(target, watchTarget(target, problems))
  }

  browser.on('targetcreated', attach)
  browser.on('targetchanged', attach)
  browser.on('targetdestroyed', target => sessions.delete(target))
  for (const target of browser.targets()) attach(target)

  /** A context runs for a moment before Puppeteer tells of it. */
  async function allAttached(): Promise<true | undefined> {
    const { targetInfos } = await browserSession.send('Target.getTargets')
    const attached = new Set([...sessions.keys()].map(target => target.url()))
    return targetInfos.every(({ type, url }) => !isWatched(type, url) || attached.has(url)) || undefined
  }

  return {
    async settle() {
      await eventually('every context of the extension is watched', allAttached)
      // Events and answers of one session arrive in order. A session may end meanwhile, and then has nothing more to say.
      const all = await Promise.all(sessions.values())
      // A rejection that nobody handles is reported only when the task it happened in is over.
      const nextTask = { expression: 'new Promise(done => setTimeout(done))', awaitPromise: true }
      await Promise.allSettled(all.map(session => session?.send('Runtime.evaluate', nextTask)))
    },
    async releaseWorkers() {
      for (const [target, session] of sessions) {
        if (target.type() === 'service_worker') await (await session)?.detach()
      }
    },
  }
}

/** `Runtime.enable` also tells what was logged and thrown before, so nothing from a context's start is lost. */
async function watchTarget(target: Target, problems: Problems): Promise<CDPSession | undefined> {
  const where = target.url()
  try {
    const session = await target.createCDPSession()
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

function argumentsOf(event: Protocol.Runtime.ConsoleAPICalledEvent): string {
  return event.args.map(({ value, description }) => description ?? String(value)).join(' ')
}

/** A popup can close before it is attached to. */
function isGone(error: unknown): boolean {
  return error instanceof Error && /closed|detached|No target with given id|not attached/i.test(error.message)
}
