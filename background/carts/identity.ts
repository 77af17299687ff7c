import * as v from 'valibot'
import { storageItem } from '../../extension/browser/storage-item.ts'
import type { DeviceId, Member } from '../../extension/cart/cart-view.ts'
import { randomId } from '../../extension/random-id.ts'

/** Who uses this browser profile: a random device id, and the name the person gave, once asked. */
export interface Identity {
  readonly device: DeviceId
  readonly person?: string
}

const identitySchema = v.object({
  device: v.pipe(v.string(), v.regex(/^[\w-]{8}$/)),
  person: v.exactOptional(v.string()),
})

const item = storageItem('local', 'identity', identitySchema)

/**
 * This profile's identity; makes one on the first call. Rejects when the stored one cannot be read: writing under
 * another device id than before would not harm the cart, but the person would be in it twice.
 */
export async function loadIdentity(): Promise<Identity> {
  const stored = await item.get()
  if (stored) return stored
  const identity = { device: randomId(8) }
  await item.set(identity)
  return identity
}

export async function saveIdentity(identity: Identity): Promise<void> {
  await item.set(identity)
}

/** Dark enough for white letters on them (WCAG AA), far enough apart to tell a household's members. */
const colours = ['#b4472e', '#2f6f4f', '#3b5ba5', '#8a4b9b', '#8a6116', '#1f7285', '#a23a66', '#5b6b2a']

/** The person as a member of a cart. The colour follows from the device, so it is the same in every cart. */
export function memberOf({ device, person }: Required<Identity>): Member {
  const sum = [...device].reduce((total, character) => total + character.charCodeAt(0), 0)
  return { device, person, colour: colours[sum % colours.length] ?? '#3b5ba5' }
}
