import { cleanText } from './clean-text.ts'
import { all, attributeOf, closest, first, textOf } from './dom.ts'

const variantName =
  /size|colou?r|farbe|gr(?:ö|oe)|taille|couleur|tagli?a|talla|colore|maat|kleur|varia|option|attribute|style|material|flavou?r|pack|model/i
const placeholder =
  /^(?:-|–|cho[oi]s|select|please|bitte|wähl|sélect|elige|selec|sce[gl]|selez|kies|v[aæäe]l[gj]|wyb|vyb|выб)/i

/** "Blue / XL": what is chosen now in the form that the buy button belongs to. Undefined when there is nothing to choose. */
export function chosenOptions(button: Element | undefined): string | undefined {
  const form = button && closest(button, 'form')
  if (!form) return undefined
  const chosen = [
    ...all(form, 'select', 8).flatMap(fromSelect),
    ...all(form, 'input[type="radio"]:checked', 12).flatMap(fromRadio),
  ]
  const distinct = [...new Set(chosen)].filter(text => text.length <= 60)
  return distinct.length > 0 ? distinct.slice(0, 4).join(' / ') : undefined
}

function fromSelect(select: Element): string[] {
  const name = ['name', 'id', 'aria-label', 'class'].map(each => attributeOf(select, each)).join(' ')
  const option = select instanceof HTMLSelectElement ? select.selectedOptions[0] : undefined
  if (!option || !variantName.test(name) || /qty|quantity/i.test(name) || option.getAttribute('value') === '')
    return []
  const text = cleanText(textOf(option))
  return text && !placeholder.test(text) ? [withoutPrice(text)] : []
}

function fromRadio(radio: Element): string[] {
  if (!variantName.test(`${attributeOf(radio, 'name')} ${attributeOf(radio, 'id')}`)) return []
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

/** "XL - $12.00" names a size and what it costs. */
const withoutPrice = (text: string): string =>
  text.replace(/\s*[-–(+/|]+\s*\p{Sc}?\s?\d[\d.,]*\s?\p{Sc}?\s?(?:[A-Z]{3})?\)?\s*$/u, '') || text
