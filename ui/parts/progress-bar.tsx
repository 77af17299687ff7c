import type { JSX } from 'preact'

interface ProgressBarProps {
  /** What is under way and how far, for people who do not see the bar. */
  readonly label: string
  readonly done: number
  readonly total: number
}

/** A thin line that fills as something goes on. */
export function ProgressBar({ label, done, total }: ProgressBarProps): JSX.Element {
  const part = total > 0 ? Math.min(done / total, 1) : 0
  return (
    <div
      class="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={Math.min(done, total)}
      aria-valuetext={label}
    >
      <div class="progress-done" style={{ '--done': part }} />
    </div>
  )
}
