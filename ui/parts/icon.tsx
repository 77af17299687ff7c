import type { JSX } from 'preact'

// Drawn on a 24 x 24 grid with strokes of 1.8.
const paths = {
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  trash: 'M4.5 7h15M9.5 7V4.8h5V7M6.5 7l.9 12.2h9.2L17.5 7M10.2 10.8v5.2M13.8 10.8v5.2',
  edit: 'M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM14 7l3 3',
  note: 'M5 4.8h14v9.7l-4.7 4.7H5zM19 14.5h-4.7v4.7M8.3 9h7.4M8.3 12.5h4',
  share: 'M12 14.5V4M8 7.6L12 4l4 3.6M6.5 11H5v9h14v-9h-1.5',
  more: 'M5.2 12h.1M12 12h.1M18.8 12h.1',
  back: 'M19 12H5.5M11 6l-6 6 6 6',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M7 10l5 5 5-5',
  fall: 'M12 5v13M6.5 12.5L12 18.5l5.5-6',
  rise: 'M12 19V6M6.5 11.5L12 5.5l5.5 6',
  out: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM6.5 6.5l11 11',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  copy: 'M9 9h10v11H9zM15 9V4.5H5v11h4',
  people:
    'M9 11.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6zM3 19.5c.4-3.6 2.8-5.3 6-5.3s5.6 1.7 6 5.3M16 5.3a3.2 3.2 0 0 1 0 6M17.6 14.5c2 .7 3.2 2.3 3.4 5',
  device: 'M4.5 6h15v9.5h-15zM2.5 19h19',
  cloud: 'M7.5 18.5a4 4 0 0 1-.4-8 5.3 5.3 0 0 1 10.3-.6 4.3 4.3 0 0 1-.6 8.6zM9.3 14.2l2 2 3.7-3.9',
  offline: 'M7.5 18.5a4 4 0 0 1-.4-8 5.3 5.3 0 0 1 10.3-.6 4.3 4.3 0 0 1-.6 8.6zM4 4l16 17',
  alert: 'M12 4.5L2.8 19.5h18.4zM12 10v4.2M12 17v.1',
  question: 'M9 9.2a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1-1.3 2.1M12 17.3v.1',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20',
} as const

export type IconName = keyof typeof paths

/** A picture for a control that has a name of its own: screen readers pass over it. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
