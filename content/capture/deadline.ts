/** Says when a capture has to end with what it has. */
export interface Deadline {
  passed(): boolean
}

/** How long reading a page may take, in ms: longer would be felt between the click and what it shows. */
const longest = 300

/** A deadline that starts now. `now` answers milliseconds; a test gives its own. */
export function deadlineFrom(now: () => number): Deadline {
  const end = now() + longest
  return { passed: () => now() >= end }
}
