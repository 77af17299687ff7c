import type { FromNetwork, SharedCart } from '../protocol.ts'
import type { Replica } from '../replica.ts'
import { ProfileGuard, type ProfileGuardOptions } from './profile-guard.ts'

export interface OpenGuardOptions
  extends Omit<ProfileGuardOptions, 'session' | 'known' | 'isWhole' | 'onClaimed' | 'onCopied'> {
  readonly cart: SharedCart
  readonly replica: Replica
  tell(message: FromNetwork): void
}

/** The guard of one open cart, if the background said which sessions are of this profile. It tells what it finds out. */
export function openGuard({
  cart: shared,
  replica,
  tell,
  ...options
}: OpenGuardOptions): ProfileGuard | undefined {
  const { cart, device, session, known } = shared
  if (!known) return undefined
  return new ProfileGuard({
    ...options,
    session,
    known,
    isWhole: () => replica.leftOut === undefined && replica.isComplete,
    onClaimed: () => tell({ type: 'claimed', cart }),
    onCopied: () => tell({ type: 'copied', cart, device }),
  })
}
