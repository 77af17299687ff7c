import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { limits } from '../../extension/limits.ts'
import { westernDigits } from '../../extension/product/digits.ts'
import { IconButton } from './controls.tsx'

interface QuantityStepperProps {
  readonly quantity: number
  /** The smallest quantity: 0 where reaching it removes the line. */
  readonly least: 0 | 1
  readonly names: { readonly group: string; readonly more: string; readonly fewer: string }
  onStep(by: 1 | -1): void
  onSet(quantity: number): void
}

/** − [n] +, where n can also be typed: Enter or leaving the field applies it, Escape takes it back. */
export function QuantityStepper({
  quantity,
  least,
  names,
  onStep,
  onSet,
}: QuantityStepperProps): JSX.Element {
  const [typed, setTyped] = useState<string>()
  const commit = (): void => {
    const wanted = readQuantity(typed, least)
    setTyped(undefined)
    if (wanted !== undefined && wanted !== quantity) onSet(wanted)
  }
  const step = (by: 1 | -1): void => {
    if (canStep(quantity + by, least)) onStep(by)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = {
      Enter: commit,
      Escape: () => setTyped(undefined),
      ArrowUp: () => step(1),
      ArrowDown: () => step(-1),
    }
    const wanted = act[event.key as keyof typeof act]
    // Escape would close the whole popup; it is left alone when there is nothing to take back.
    if (!wanted || (event.key === 'Escape' && typed === undefined)) return
    event.preventDefault()
    wanted()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and its own layout.
    <div class="stepper" role="group" aria-label={names.group}>
      <IconButton
        icon="minus"
        label={names.fewer}
        disabled={!canStep(quantity - 1, least)}
        onClick={() => step(-1)}
      />
      <input
        inputMode="numeric"
        autocomplete="off"
        aria-label={names.group}
        maxLength={4}
        value={typed ?? String(quantity)}
        onFocus={event => event.currentTarget.select()}
        onInput={event => setTyped(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      <IconButton
        icon="plus"
        label={names.more}
        disabled={!canStep(quantity + 1, least)}
        onClick={() => step(1)}
      />
    </div>
  )
}

function canStep(quantity: number, least: number): boolean {
  return quantity >= least && quantity <= limits.quantity
}

/** Undefined for what is no quantity: the field then shows the old one again. */
export function readQuantity(typed: string | undefined, least: 0 | 1): number | undefined {
  const digits = westernDigits(typed ?? '').trim()
  if (!/^\d{1,4}$/.test(digits)) return undefined
  const quantity = Number(digits)
  return quantity < least ? undefined : quantity
}
