import type { MessageKey } from '../../extension/messages/message-key.ts'
import { UserError, type UserErrorCode } from '../../extension/user-error.ts'
import type { Text } from './text.ts'

/** What went wrong, in the person's words. `details`: what the program, or a relay, said of it in its own. */
export interface Problem {
  readonly text: string
  readonly details?: string
}

type Underscored<S extends string> = S extends `${infer A}-${infer B}` ? Underscored<`${A}_${B}`> : S

/** Typed so that an error code without words does not compile. */
function errorKey(code: UserErrorCode): MessageKey {
  return `error_${code.replaceAll('-', '_') as Underscored<UserErrorCode>}`
}

export function describeError(error: unknown, text: Text): Problem {
  if (error instanceof UserError) {
    const quoted = error.code === 'relay-fails' && error.message !== error.code
    return { text: text(errorKey(error.code)), ...(quoted && { details: error.message }) }
  }
  return { text: text('error_heading'), details: error instanceof Error ? error.message : String(error) }
}
