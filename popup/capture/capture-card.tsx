import type { JSX } from 'preact'
import { usePopup } from '../popup-context.ts'
import type { Captured } from '../state/capture-store.ts'
import { NothingFound } from './nothing-found.tsx'
import { ProductFound } from './product-found.tsx'

/** What the page in front has to offer. */
export function CaptureCard(): JSX.Element | null {
  const { text, capture } = usePopup()
  const captured = capture.now.value
  if (captured.kind === 'off') return null
  return (
    <section class="capture" aria-label={text('capture_label')} aria-busy={captured.kind === 'reading'}>
      <Content captured={captured} />
    </section>
  )
}

function Content({ captured }: { readonly captured: Captured }): JSX.Element | null {
  const { text } = usePopup()
  switch (captured.kind) {
    case 'off':
      return null
    case 'reading':
      return <Reading />
    case 'product':
      return <ProductFound found={captured} />
    case 'none':
      return (
        <NothingFound
          words={text('capture_none')}
          hint={text('capture_none_hint')}
          title={captured.title}
          url={captured.url}
        />
      )
    case 'unreadable':
      return <NothingFound words={text('capture_unreadable')} hint={text('capture_unreadable_hint')} />
    case 'failed':
      return (
        <NothingFound
          words={text('capture_failed')}
          hint={captured.problem.text}
          problem={captured.problem}
        />
      )
  }
}

/** As high as the product that most likely comes. */
function Reading(): JSX.Element {
  const { text } = usePopup()
  return (
    <div class="found">
      <p class="spoken">{text('capture_reading')}</p>
      <span class="bone bone-picture" />
      <div class="found-words">
        <span class="bone bone-title" />
        <span class="bone bone-line" />
        <span class="bone bone-short" />
      </div>
      <div class="found-actions">
        <span class="bone bone-button" />
      </div>
    </div>
  )
}
