/** The two builds. */
export const browsers = ['chromium', 'firefox'] as const
export type BrowserName = (typeof browsers)[number]

/** manifest.json, as far as the build looks into it. */
export interface Manifest {
  readonly version: string
  readonly default_locale: string
  readonly permissions: readonly string[]
  readonly background: {
    readonly service_worker?: string
    readonly scripts?: readonly string[]
    type: string
  }
  readonly [key: string]: unknown
}

/**
 * The manifest as one browser takes it without a warning. Chromium has a worker and the offscreen document; Firefox an
 * event page, whose scripts run in the order in which they are listed.
 */
export function manifestFor(browser: BrowserName, manifest: Manifest): object {
  const { service_worker, scripts, ...background } = manifest.background
  // Chromium passes over `scripts` and Firefox's settings without a word; store linters want them.
  if (browser === 'chromium') {
    return { ...manifest, background: { ...background, service_worker, scripts: [service_worker] } }
  }
  const { minimum_chrome_version: _chromiumOnly, ...rest } = manifest
  const permissions = manifest.permissions.filter(permission => permission !== 'offscreen')
  return { ...rest, permissions, background: { ...background, scripts } }
}

/** Every packaged file the manifest names, so that a build without one of them can be refused. */
export function filesNamedBy(manifest: unknown): string[] {
  if (typeof manifest === 'string')
    return /^[\w./-]+\.(js|html|css|png|svg)$/.test(manifest) ? [manifest] : []
  if (typeof manifest !== 'object' || manifest === null) return []
  return [...new Set(Object.values(manifest).flatMap(filesNamedBy))]
}
