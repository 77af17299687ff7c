import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import { useFocus } from '../../ui/parts/controls.tsx'
import { Icon } from '../../ui/parts/icon.tsx'
import { Chip } from '../parts/chip.tsx'
import { personOf } from '../parts/people.ts'
import { usePopup } from '../popup-context.ts'
import { QrCode } from './qr-code.tsx'

/** The cart link, to copy or to scan, and who can read the cart with it. */
export function LinkPanel({ link }: { readonly link: string }): JSX.Element {
  const { text } = usePopup()
  const id = useId()
  return (
    <>
      <p class="sheet-lead">{text('share_intro')}</p>
      <div class="link-row">
        <label class="spoken" for={id}>
          {text('share_link_label')}
        </label>
        <input
          class="text-input"
          id={id}
          readOnly
          dir="ltr"
          value={link}
          onFocus={event => event.currentTarget.select()}
        />
        <CopyButton link={link} />
      </div>
      <figure class="qr">
        <QrCode content={link} label={text('share_qr_label')} />
        <figcaption>{text('share_qr_hint')}</figcaption>
      </figure>
      <p class="share-who">
        <Icon name="link" />
        <span>{text('share_who')}</span>
      </p>
      <Members />
    </>
  )
}

function CopyButton({ link }: { readonly link: string }): JSX.Element {
  const { text, surroundings, announce } = usePopup()
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  const copy = async (): Promise<void> => {
    try {
      await surroundings.copy(link)
      setCopied('yes')
      announce(text('share_copied'))
    } catch {
      // The person can still copy by hand, and is told so.
      setCopied('failed')
    }
  }
  return (
    <>
      <button type="button" class="button-primary" ref={useFocus()} onClick={() => void copy()}>
        <Icon name={copied === 'yes' ? 'check' : 'copy'} />
        {text(copied === 'yes' ? 'share_copied' : 'share_copy')}
      </button>
      {copied === 'failed' && (
        <p class="field-problem" role="alert">
          {text('share_copy_failed')}
        </p>
      )}
    </>
  )
}

function Members(): JSX.Element | null {
  const { text, cart } = usePopup()
  const head = cart.head.value
  if (!head || head.members.length === 0) return null
  return (
    <section class="members" aria-label={text('share_members')}>
      <h3>{text('share_members')}</h3>
      <ul>
        {head.members.map(({ device }) => {
          const person = personOf(head, device, text)
          return (
            <li key={device}>
              <Chip person={person} />
              <span dir="auto">{person.name}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
