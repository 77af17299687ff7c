import * as v from 'valibot'
import { storageItem } from '../../extension/browser/storage-item.ts'
import { toHex } from '../../extension/hex.ts'
import type { SessionId } from '../network/protocol.ts'

const schema = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))
const item = storageItem('session', 'session', schema)
const pastItem = storageItem('local', 'sessions', v.array(schema))

/** What relays hold of earlier sessions lasts 90 days. Of more starts than this in that time, it is taken for another profile's. */
const mostRemembered = 1_024

/** This session of the browser, and those of this profile that are remembered, this one included. */
export interface Sessions {
  readonly session: SessionId
  readonly known: readonly SessionId[]
}

/** Another session id that cannot be read is as good as none. */
function report(error: unknown): undefined {
  console.error(error)
}

/**
 * A random id for as long as this browser runs. It is written down before it is used, so that later sessions of this
 * profile know it and a copy that was made before does not. Damaged ones are reported and replaced: the profile then takes
 * itself for a copy, which costs a new device id and nothing else.
 */
export async function loadSessions(): Promise<Sessions> {
  const [stored, past = []] = await Promise.all([item.get().catch(report), pastItem.get().catch(report)])
  const session = stored ?? newSession()
  const known = past.includes(session) ? past : [...past, session].slice(-mostRemembered)
  if (known !== past) await pastItem.set(known).catch(report)
  if (stored === undefined) await item.set(session)
  return { session, known }
}

function newSession(): SessionId {
  return toHex(crypto.getRandomValues(new Uint8Array(8)))
}
