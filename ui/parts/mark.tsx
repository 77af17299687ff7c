import type { JSX } from 'preact'

/** The product's mark, as in extension/icons/icon.svg. */
export function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <rect class="mark-ground" x="2" y="2" width="44" height="44" rx="12" />
      <path class="mark-handle" d="M12.5 23c0-7 3.5-11.5 8.3-11.5S29 16 29 23" />
      <path class="mark-handle-2" d="M19 23c0-7 3.4-11.5 8.2-11.5S35.5 16 35.5 23" />
      <path class="mark-basket" d="M9.5 22h29l-3.2 13.2a3.5 3.5 0 0 1-3.4 2.7H16.1a3.5 3.5 0 0 1-3.4-2.7z" />
    </svg>
  )
}
