import { linkState } from './link-state.ts'

/** Shows what fits the link. Nothing is sent and nothing is stored. */
function show(): void {
  const state = linkState(location.hash)
  for (const section of document.querySelectorAll<HTMLElement>('[data-link]')) {
    section.hidden = section.dataset.link !== state
  }
  for (const section of document.querySelectorAll<HTMLElement>('[data-needs=link]')) {
    section.hidden = state !== 'whole'
  }
}

show()
addEventListener('hashchange', show)
