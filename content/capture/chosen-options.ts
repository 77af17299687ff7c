import { hasCurrency } from '../../extension/product/currency-symbol.ts'
import { cleanText } from './clean-text.ts'
import { all, attributeOf, closest, first, nameOf, parentOf, tagOf, textOf } from './dom.ts'

const variantName =
  /^(?!.*(?:qty|quantity)).*(?:size|colou?r|farbe|gr(?:ö|oe)|taille|couleur|tagli?a|talla|colore|maat|kleur|varia|option|attribute|style|material|flavou?r|pack|model)/is
const placeholder =
  /^(?:-|–|cho[oi]s|select|please|bitte|wähl|sélect|elige|selec|sce[gl]|selez|kies|v[aæäe]l[gj]|wyb|vyb|выб)/i

/** How far above the buy button a choice may be that is not in its form. */
const mostLevels = 8

/** "Blue / XL": what is chosen now around the buy button. Undefined when there is nothing to choose. */
export function chosenOptions(button: Element | undefined): string | undefined {
  let around = button && (closest(button, 'form') ?? parentOf(button))
  for (let level = 0; around && level < mostLevels && tagOf(around) !== 'body'; level++) {
    const chosen = [...new Set(chosenIn(around))].filter(text => text.length <= 60)
    if (chosen.length > 0) return chosen.slice(0, 4).join(' / ')
    around = parentOf(around)
  }
  return undefined
}

const toggles = '[aria-checked="true"],[aria-selected="true"],[aria-pressed="true"]'

const chosenIn = (part: Element): string[] => [
  ...all(part, 'select', 8).flatMap(fromSelect),
  ...all(part, 'input[type="radio"]:checked', 12).flatMap(fromRadio),
  ...all(part, toggles, 12).flatMap(fromToggle),
]

/** A button that stays pressed, in a group that is named after what it chooses. */
function fromToggle(toggle: Element): string[] {
  const around = parentOf(toggle)
  const group = around && closest(around, '[role],fieldset')
  const text = cleanText(textOf(toggle, 61))
  return text && choosesVariant(group, toggle) ? [withoutPrice(text)] : []
}

/** Whether one of them is named after what a person chooses of a product. */
const choosesVariant = (...elements: (Element | null)[]): boolean =>
  elements.some(
    each =>
      each &&
      variantName.test(`${attributeOf(each, 'aria-label')} ${nameOf(each)} ${attributeOf(each, 'name')}`),
  )

function fromSelect(select: Element): string[] {
  const option = select instanceof HTMLSelectElement ? select.selectedOptions[0] : undefined
  if (!option || !choosesVariant(select) || option.getAttribute('value') === '') return []
  const text = cleanText(textOf(option))
  return text && !placeholder.test(text) ? [withoutPrice(text)] : []
}

function fromRadio(radio: Element): string[] {
  if (!choosesVariant(radio)) return []
  const value = attributeOf(radio, 'value')
  // An id is no name that a person could read.
  if (value && !/^\d{4,}$|^on$/.test(value)) return [cleanText(value)]
  const label = closest(radio, 'label') ?? labelFor(radio)
  const text = label ? cleanText(textOf(label), 60) : ''
  return text ? [withoutPrice(text)] : []
}

function labelFor(radio: Element): Element | undefined {
  const id = attributeOf(radio, 'id')
  const scope = closest(radio, 'form')
  return id && scope ? first(scope, `label[for="${CSS.escape(id)}"]`) : undefined
}

/** "XL - $12.00" names a size and what it costs; "32/30" and "36–39" are sizes. */
function withoutPrice(text: string): string {
  const [end = '', price = ''] = /\s*[-–(+/|]+([^-–(+/|]*)$/u.exec(text) ?? []
  return (hasCurrency(price) && text.slice(0, -end.length)) || text
}
