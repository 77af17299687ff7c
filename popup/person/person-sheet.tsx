import type { JSX } from 'preact'
import { Sheet } from '../frame/sheet.tsx'
import { usePopup } from '../popup-context.ts'
import { NameForm } from './name-form.tsx'

/** Changes how the person is called, in every cart of this device. */
export function PersonSheet(): JSX.Element {
  const { text, place, surroundings, attempt } = usePopup()
  const save = async (person: string): Promise<boolean> => {
    const saved = await attempt(() => surroundings.client.request('setPerson', { person }))
    if (saved) place.close()
    return saved
  }
  return (
    <Sheet heading={text('name_heading_change')}>
      <p class="sheet-lead">{text('name_text')}</p>
      <NameForm action={text('save')} onName={save} />
    </Sheet>
  )
}
