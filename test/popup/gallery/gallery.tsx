import { render } from 'preact'
import { App } from '../../../popup/app.tsx'
import { createPopup } from '../../../popup/state/popup.ts'
import { surroundings } from '../fake-surroundings.ts'
import { scenes } from './scenes.ts'

/** The page's script: shows the scene that the address names. */
async function show(name: string): Promise<void> {
  const scene = scenes[name]
  const root = document.getElementById('app')
  if (!scene || !root) throw new Error(`No such scene: ${name}`)
  document.documentElement.dir = scene.rtl ? 'rtl' : 'ltr'
  const background = scene.background()
  const popup = createPopup(surroundings(background, scene.around), new AbortController().signal)
  render(<App popup={popup} />, root)
  // What the page and the cart answer, before the person acts.
  await new Promise(resolve => requestAnimationFrame(resolve))
  await scene.act?.(popup, background)
}

await show(new URLSearchParams(location.search).get('scene') ?? '')
document.documentElement.dataset.shown = 'yes'
