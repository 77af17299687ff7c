import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { limits } from '../../extension/limits.ts'
import { westernDigits } from '../../extension/product/digits.ts'
import { IconButton } from '../../ui/parts/controls.tsx'

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
  const step = (by: 1 | -1): void => {
    if (canStep(quantity + by, least)) onStep(by)
  }
  const field = useTypedQuantity(quantity, least, onSet, step)
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
        onFocus={event => event.currentTarget.select()}
        {...field}
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

/** The field between − and +: what is typed there counts once it is applied. */
function useTypedQuantity(
  quantity: number,
  least: 0 | 1,
  onSet: (quantity: number) => void,
  step: (by: 1 | -1) => void,
) {
  const [typed, setTyped] = useState<string>()
  const apply = (): void => {
    const wanted = readQuantity(typed, least)
    setTyped(undefined)
    if (wanted !== undefined && wanted !== quantity) onSet(wanted)
  }
  const acts: Readonly<Record<string, () => void>> = {
    Enter: apply,
    ArrowUp: () => step(1),
    ArrowDown: () => step(-1),
    // Escape closes the whole popup where there is nothing to take back.
    ...(typed !== undefined && { Escape: () => setTyped(undefined) }),
  }
  return {
    value: typed ?? String(quantity),
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => setTyped(event.currentTarget.value),
    onBlur: apply,
    onKeyDown: (event: KeyboardEvent) => {
      const act = acts[event.key]
      if (!act) return
      event.preventDefault()
      act()
    },
  }
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
