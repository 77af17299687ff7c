/** An area of extension storage in memory. Values are copied as JSON, as the real one does. */
function fakeArea() {
  const stored = new Map<string, string>()
  return {
    stored,
    async get(key: string): Promise<Record<string, unknown>> {
      const json = stored.get(key)
      return json === undefined ? {} : { [key]: JSON.parse(json) }
    },
    async set(values: Record<string, unknown>): Promise<void> {
      for (const [key, value] of Object.entries(values)) stored.set(key, JSON.stringify(value))
    },
    async remove(key: string): Promise<void> {
      stored.delete(key)
    },
  }
}

/** `browser.storage` of one browser profile. `restart` is what stopping the browser does to it. */
export function fakeStorage() {
  const local = fakeArea()
  const session = fakeArea()
  return { local, session, restart: () => session.stored.clear() }
}
