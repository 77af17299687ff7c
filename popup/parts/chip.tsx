import type { JSX } from 'preact'
import { inkOn, type Person } from './people.ts'

/** A member's initials in their colour. The name has to stand beside it for screen readers. */
export function Chip({ person }: { readonly person: Person }): JSX.Element {
  const style = { '--chip': person.colour, '--chip-ink': inkOn(person.colour) }
  return (
    <span class="chip" style={style} title={person.name} aria-hidden="true">
      {person.initials}
    </span>
  )
}
