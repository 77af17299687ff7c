import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { describeError, type Problem } from '../../ui/text/error-text.ts'
import { Sheet } from '../frame/sheet.tsx'
import { NameForm } from '../person/name-form.tsx'
import { usePopup } from '../popup-context.ts'
import { LinkPanel } from './link-panel.tsx'

type Sharing =
  | { readonly kind: 'name' }
  | { readonly kind: 'making' }
  | { readonly kind: 'link'; readonly link: string }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly person: string }

/** Asks for the name once, then shows the link of the cart. */
export function ShareSheet(): JSX.Element {
  const { text, cart, surroundings } = usePopup()
  const known = cart.head.value?.person
  const [sharing, setSharing] = useState<Sharing>(known ? { kind: 'making' } : { kind: 'name' })
  const share = async (person: string): Promise<boolean> => {
    setSharing({ kind: 'making' })
    try {
      const { link } = await surroundings.client.request('share', { person })
      setSharing({ kind: 'link', link })
      return true
    } catch (error) {
      setSharing({ kind: 'failed', problem: describeError(error, text), person })
      return false
    }
  }
  useEffect(() => {
    if (known) void share(known)
  }, [])
  return (
    <Sheet heading={text('share_heading')}>
      <SharingView sharing={sharing} share={share} />
    </Sheet>
  )
}

interface SharingViewProps {
  readonly sharing: Sharing
  share(person: string): Promise<boolean>
}

function SharingView({ sharing, share }: SharingViewProps): JSX.Element {
  const { text } = usePopup()
  switch (sharing.kind) {
    case 'name':
      return (
        <>
          <h3 class="sheet-question">{text('name_heading')}</h3>
          <p class="sheet-lead">{text('name_text')}</p>
          <NameForm action={text('name_continue')} onName={share} />
        </>
      )
    case 'making':
      return <p class="sheet-wait">{text('share_creating')}</p>
    case 'link':
      return <LinkPanel link={sharing.link} />
    case 'failed':
      return (
        <div class="sheet-failed" role="alert">
          <p>{sharing.problem.text}</p>
          {sharing.problem.details && <code>{sharing.problem.details}</code>}
          <button type="button" class="button-soft" onClick={() => void share(sharing.person)}>
            {text('try_again')}
          </button>
        </div>
      )
  }
}
