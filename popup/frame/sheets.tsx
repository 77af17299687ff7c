import type { JSX } from 'preact'
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
    default:
      return null
  }
}
