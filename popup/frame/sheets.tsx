import type { JSX } from 'preact'
import { LineSheet } from '../cart/line-sheet.tsx'
import { CorrectSheet } from '../correct/correct-sheet.tsx'
import { HandSheet } from '../hand/hand-sheet.tsx'
import { JoinSheet } from '../join/join-sheet.tsx'
import { PersonSheet } from '../person/person-sheet.tsx'
import { usePopup } from '../popup-context.ts'
import { ShareSheet } from '../share/share-sheet.tsx'

/** The sheet that is open, if any. */
export function Sheets(): JSX.Element | null {
  const place = usePopup().place.now.value
  switch (place.kind) {
    case 'share':
      return <ShareSheet />
    case 'join':
      return <JoinSheet />
    case 'question':
      return <JoinSheet link={place.link} />
    case 'hand':
      return <HandSheet title={place.title} url={place.url} />
    case 'person':
      return <PersonSheet />
    case 'correct':
      return <CorrectSheet of={place.of} />
    case 'details':
      return <LineSheet cart={place.cart} line={place.key} />
    default:
      return null
  }
}
