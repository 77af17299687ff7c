import { capture } from './capture/capture.ts'

/** The script's answer, a plain JSON value: the build makes it the value of the script's last expression. */
export const result = capture(document, location.href, performance.getEntriesByType('navigation')[0]?.name)
