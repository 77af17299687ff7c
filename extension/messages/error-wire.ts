import * as v from 'valibot'
import { UserError, userErrorCodes } from '../user-error.ts'

/** An error as data: what of it crosses from one context to another. */
export const wireErrorSchema = v.object({
  name: v.string(),
  message: v.string(),
  stack: v.exactOptional(v.string()),
  code: v.exactOptional(v.picklist(userErrorCodes)),
})
export type WireError = v.InferOutput<typeof wireErrorSchema>

/** An error that was thrown in another context; `remoteStack` is the stack it had there. */
export class RemoteError extends Error {
  override name = 'RemoteError' as const
  readonly remoteStack: string | undefined

  constructor({ name, message, stack }: WireError) {
    super(`${name}: ${message}`)
    this.remoteStack = stack
  }
}

export function errorToWire(error: unknown): WireError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  return {
    name: error.name,
    message: error.message,
    ...(error.stack && { stack: error.stack }),
    ...(error instanceof UserError && { code: error.code }),
  }
}

/** The error rebuilt: a UserError where there was one, else a RemoteError. */
export function errorFromWire(wire: WireError): UserError | RemoteError {
  return wire.code ? new UserError(wire.code, wire.message) : new RemoteError(wire)
}
