import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { projectRoot } from '../../../scripts/script.ts'

/** Where end-to-end tests put pictures; git ignores it. */
export const screenshotFolder = join(projectRoot, 'out/e2e')

/** Takes a picture of what the page shows and answers its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  await mkdir(screenshotFolder, { recursive: true })
  const path = join(screenshotFolder, `${name}.png`)
  await page.screenshot({ path: `${screenshotFolder}/${name}.png` })
  return path
}
