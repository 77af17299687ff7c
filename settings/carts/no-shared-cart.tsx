import type { JSX } from 'preact'
import { Icon } from '../../ui/parts/icon.tsx'
import { useSettings } from '../settings-context.ts'

/** Nothing here uses a relay. */
export function NoSharedCart(): JSX.Element {
  const { text } = useSettings()
  return (
    <div class="card none">
      <span class="none-picture">
        <Icon name="device" />
      </span>
      <h3>{text('settings_none_heading')}</h3>
      <p>{text('settings_none')}</p>
    </div>
  )
}
