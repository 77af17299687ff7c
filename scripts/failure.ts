/** Something the person who runs a script can mend: printed as one plain message, without a stack. */
export class ScriptFailure extends Error {
  override name = 'ScriptFailure' as const
}
