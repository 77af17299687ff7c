import type { WebrtcProvider } from 'y-webrtc'

/*
 * y-webrtc has one room for each name and frees it only once the room's key is derived. A provider that is made before
 * that may find the room taken, and y-webrtc throws where nobody can catch it.
 */
const leaving = new Map<string, Promise<unknown>>()

/** Resolves when no provider that was destroyed with `leaveRoom` is in the room any more. */
export async function roomIsFree(name: string): Promise<void> {
  await leaving.get(name)
}

/** Destroys a provider with its signaling client, which its own `destroy` would leave behind. */
export function leaveRoom(name: string, provider: WebrtcProvider): void {
  provider.disconnect()
  provider.destroy()
  const left = Promise.resolve(provider.key).finally(() => {
    if (leaving.get(name) === left) leaving.delete(name)
  })
  leaving.set(name, left)
}
