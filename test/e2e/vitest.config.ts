import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../..', import.meta.url))
// A browser starts slowly on a busy machine.
const common = { setupFiles: ['test/e2e/support/setup.ts'], testTimeout: 60_000, hookTimeout: 60_000 }

// Tests in *.firefox.e2e.ts drive Firefox (alone or with Chromium); all others need Chromium only.
const firefoxTests = 'test/e2e/**/*.firefox.e2e.ts'

// biome-ignore lint/style/noDefaultExport: vitest reads a configuration from nowhere else
export default defineConfig({
  root,
  test: {
    // Browsers use several cores each, and a test may use two browsers.
    fileParallelism: false,
    projects: [
      {
        root,
        test: { ...common, name: 'chromium', include: ['test/e2e/**/*.e2e.ts'], exclude: [firefoxTests] },
      },
      { root, test: { ...common, name: 'firefox', include: [firefoxTests] } },
    ],
  },
})
