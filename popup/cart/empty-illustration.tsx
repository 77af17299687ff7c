import type { JSX } from 'preact'

/** A basket between two leaves, waiting. */
export function EmptyIllustration(): JSX.Element {
  return (
    <svg class="illustration" viewBox="0 0 220 140" aria-hidden="true" focusable="false">
      <ellipse class="ill-shadow" cx="110" cy="126" rx="72" ry="7" />
      <circle class="ill-sun" cx="152" cy="44" r="26" />
      <path class="ill-leaf" d="M48 92c-6-22 4-40 22-48 6 20-2 40-22 48z" />
      <path class="ill-vein" d="M50 90c4-16 10-30 18-42" />
      <path class="ill-leaf-2" d="M174 98c-2-16 6-28 20-32 4 15-4 28-20 32z" />
      <path class="ill-vein" d="M175 97c4-11 9-20 17-29" />
      <path class="ill-handle" d="M76 78c2-30 16-48 34-48s32 18 34 48" />
      <path class="ill-bread" d="M92 74c-6-20 0-38 10-40 9-1 14 16 14 40z" />
      <path class="ill-cut" d="M97 46l9-3M96 55l12-3M96 64l13-3" />
      <circle class="ill-apple" cx="130" cy="64" r="14" />
      <path class="ill-stem" d="M130 51c0-5 2-8 6-10" />
      <path class="ill-basket" d="M60 74h100l-9 43a9 9 0 0 1-9 7H78a9 9 0 0 1-9-7z" />
      <path class="ill-weave" d="M66 90h88M69 106h82M86 76l5 46M110 76v46M134 76l-5 46" />
      <path class="ill-rim" d="M54 70h112a4 4 0 0 1 4 4v3a4 4 0 0 1-4 4H54a4 4 0 0 1-4-4v-3a4 4 0 0 1 4-4z" />
    </svg>
  )
}
