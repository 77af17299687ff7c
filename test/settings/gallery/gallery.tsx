import { render } from 'preact'
import { App } from '../../../settings/app.tsx'
import { createSettings } from '../../../settings/state/settings.ts'
import { message } from '../../ui/catalogue.ts'
import { FakeSettings } from '../fake-settings.ts'
import { settingsScenes } from './scenes.ts'

/** The page's script: shows the scene that the address names. */
async function show(name: string): Promise<void> {
  const scene = settingsScenes[name]
  const root = document.getElementById('app')
  if (!scene || !root) throw new Error(`No such scene: ${name}`)
  document.documentElement.dir = scene.rtl ? 'rtl' : 'ltr'
  const client = new FakeSettings(scene.event)
  if (scene.silent) client.subscribe = () => undefined
  const settings = createSettings({ client, message, language: 'en-GB' }, new AbortController().signal)
  render(<App settings={settings} />, root)
  await drawn()
  for (const step of scene.act?.(client) ?? []) {
    step()
    await drawn()
  }
}

function drawn(): Promise<unknown> {
  return new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
}

await show(new URLSearchParams(location.search).get('scene') ?? '')
document.documentElement.dataset.shown = 'yes'
