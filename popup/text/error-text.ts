import type { MessageKey } from '../../extension/messages/message-key.ts'
import { UserError, type UserErrorCode } from '../../extension/user-error.ts'
import type { Text } from './text.ts'

/** What went wrong, in the person's words; `details` only for what is nobody's fault but the program's. */
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
  if (error instanceof UserError) return { text: text(errorKey(error.code)) }
  return { text: text('error_heading'), details: error instanceof Error ? error.message : String(error) }
}
