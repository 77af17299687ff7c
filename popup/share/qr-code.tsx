import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { encode } from 'uqr'

// ISO/IEC 18004 asks for four light modules around the code.
const quietZone = 4

/** `content` as a QR code, always dark on light: many cameras do not read an inverted one. */
export function QrCode({
  content,
  label,
}: {
  readonly content: string
  readonly label: string
}): JSX.Element {
  const { size, path } = useMemo(() => drawn(content), [content])
  return (
    <svg
      class="qr-code"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect class="qr-light" width={size} height={size} />
      <path class="qr-dark" d={path} />
    </svg>
  )
}

/** One rectangle for each horizontal run of dark modules. */
function drawn(content: string): { readonly size: number; readonly path: string } {
  const { size, data } = encode(content, { ecc: 'M', border: quietZone })
  const runs = data.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  )
  return { size, path: runs.join('') }
}

function runsOf(row: readonly boolean[]): [start: number, length: number][] {
  const runs: [number, number][] = []
  row.forEach((dark, x) => {
    const last = runs.at(-1)
    if (!dark) return
    if (last && last[0] + last[1] === x) last[1] += 1
    else runs.push([x, 1])
  })
  return runs
}
