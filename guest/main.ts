import { linkState } from './link-state.ts'

/** Shows what fits the link. Nothing is sent and nothing is stored. */
async function show(): Promise<void> {
  const { hash } = location
  const state = await linkState(hash)
  // Another link was opened here in the meantime, and is being looked at.
  if (hash !== location.hash) return
  for (const section of document.querySelectorAll<HTMLElement>('[data-link]')) {
    section.hidden = section.dataset.link !== state
  }
  for (const section of document.querySelectorAll<HTMLElement>('[data-needs=link]')) {
    section.hidden = state !== 'whole'
  }
}

void show()
addEventListener('hashchange', () => void show())
