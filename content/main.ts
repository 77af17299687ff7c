import { capture } from './capture/capture.ts'

// The script's last statement: its value, plain JSON, is what the extension is answered.
capture(document, location.href, performance.getEntriesByType('navigation')[0]?.name)
