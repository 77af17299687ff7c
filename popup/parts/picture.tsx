import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { webAddress } from './web-address.ts'

/** A product's picture, asked for without a referrer; a tile with the title's first letter when there is none. */
export function Picture({
  address,
  title,
}: {
  readonly address: string | undefined
  readonly title: string
}): JSX.Element {
  const [broken, setBroken] = useState<string>()
  const source = webAddress(address)
  if (!source || broken === source) {
    return (
      <span class={`picture picture-letter tint-${tint(title)}`} aria-hidden="true">
        {firstLetter(title)}
      </span>
    )
  }
  return (
    <img
      class="picture"
      src={source}
      alt=""
      referrerpolicy="no-referrer"
      loading="lazy"
      decoding="async"
      onError={() => setBroken(source)}
    />
  )
}

function firstLetter(title: string): string {
  return (/[\p{L}\p{N}]/u.exec(title)?.[0] ?? '•').toLocaleUpperCase()
}

/** One of five tints, the same for the same title. */
function tint(title: string): number {
  let sum = 0
  for (const character of title) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return sum % 5
}
