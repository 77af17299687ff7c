import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const signalingClient = fileURLToPath(new URL('background/network/signaling-client.ts', import.meta.url))

export default defineConfig({
  // y-webrtc's one import for signaling, resolved here as the build resolves it (docs/architecture.md).
  resolve: { alias: { 'lib0/websocket': signalingClient } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Vitest leaves one processor idle unless told otherwise.
    maxWorkers: '100%',
    server: { deps: { inline: ['y-webrtc'] } },
  },
})
