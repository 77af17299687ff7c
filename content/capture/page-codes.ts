import { readGtin } from '../../extension/product/gtin.ts'
import type { Candidate } from './candidate.ts'
import { attributeOf, isShown, nameOf, parentOf } from './dom.ts'
import type { PageContext } from './page-context.ts'
import type { PageParts } from './page-parts.ts'
import type { PageTexts } from './page-texts.ts'

/*
 * Numbers that the page shows with their names: "SKU: 4711", a table's "EAN" beside 4006381333931.
 */

/** What shops call their own number of a product, then the maker's, then the world's. */
const labels: readonly (readonly [field: 'sku' | 'gtin', confidence: number, label: RegExp])[] = [
  [
    'sku',
    0.85,
    new RegExp(
      [
        String.raw`^(?:(?:product|item|article|style|cat(?:alog)?\.?|stock|web|listing|post|sku) ?(?:#|no\.?|number|code|id|sku|ref)|sku|item|style|asin`,
        String.raw`(?:art(?:ikel)?|bestell|produkt|vare)[. -]*(?:nr|nummer|no|code)\.?`,
        String.raw`(?:r[ée]f(?:[ée]rence|er[eê]ncia)?|rif(?:erimento)?|c[oó]d(?:igo|ice)?|sku|code)\.?(?: (?:del? )?(?:produ(?:cto|to|it)|prodotto|art\p{L}+|fabricant))?`,
        'k[oó]d(?: (?:produktu|towaru|tovaru|zboží|proizvoda))?|indeks|cikkszám|артикул(?: товара)?|код(?: товара)?',
        'šifra(?: \\p{L}+)?|toote ?kood|tuote(?:numero|koodi)|(?:prekės|preces) kod\\p{L}+|mã(?: (?:sản phẩm|hàng|sp))?',
        'код (?:товару|на продукта)|κωδικός(?: προϊόντος)?',
        '(?:ürün|stok) kodu|מק"ט|דגם|[商产產]品(?:番号|コード|编号|編號)|品番|型番|[貨货]号|貨號|상품(?:번호|코드))$',
      ].join('|'),
      'u',
    ),
  ],
  [
    'sku',
    0.4,
    /^(?:mpn|model(?:l?(?:nummer|nr)| ?(?:#|no\.?|number))?|part (?:no\.?|number|#)|mfr\.? part|hersteller(?:nummer|[- ]?nr)\.?|mod[eèé]lo?|модель)$/u,
  ],
  [
    'gtin',
    0.85,
    /^(?:gtin|(?:kod )?ean|upc|isbn|barcode|strichcode|code[- ]barres|штрих-?код)(?:[- ]?(?:\d\d?|code|nummer|kód))?$/u,
  ],
]

const code = /^(?=[^\d]*\d)[\p{L}\d][\p{L}\d._/-]{1,38}$/u
/** "B01MUGXRT9" and "1002/710" are codes, a size or a date is none. */
const noCode =
  /^\d{1,2}$|^\d+(?:[.,]\d+)?(?:cm|mm|kg|g|ml|l|gb|tb|w|v|"|in|oz)$|^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/i

// What style sheets and tests call the element that shows the shop's number.
const codeName =
  /(?:^|[^a-z])(?:sku|(?:product|item|article|style|prd|prod|catalog|cat)[-_]?(?:code|no|nr|num|number|id|ref|reference|sku)|artikel(?:nummer|nr)|referenc[ei]a?|catnumber)(?:[^a-z]|$)/i

/** The first of each that the page shows from a little above its title on, not among other products. */
export function codesOf(
  texts: PageTexts,
  title: number | undefined,
  parts: PageParts,
  page: PageContext,
): Candidate[] {
  const found = new Map<string, Candidate>()
  for (const [at, { node, place }] of texts.spots.entries()) {
    if (at % 64 === 63 && page.deadline.passed()) break
    if (title !== undefined && place < title - 15) continue
    const text = node.data.trim()
    const read = readCode(text, () => textBefore(texts, place)) ?? namedCode(node, text)
    if (!read || found.has(`${read.field}${read.confidence}`) || isOther(node, parts)) continue
    found.set(`${read.field}${read.confidence}`, read)
  }
  return [...found.values()]
}

function namedCode(node: Text, text: string): Candidate | undefined {
  const element = parentOf(node)
  if (!element || !/\d{3}/.test(text) || !code.test(text) || noCode.test(text)) return undefined
  const names = `${nameOf(element)} ${attributeOf(element, 'itemprop')}`
  return codeName.test(names) && isShown(element)
    ? { field: 'sku', value: text, confidence: 0.82 }
    : undefined
}

function readCode(text: string, before: () => string): Candidate | undefined {
  const parts = /^([^:#：]{2,30})[:#：]\s*(\S.*)$/su.exec(text) ?? /^(.{2,30})\s(\S+)$/su.exec(text)
  const inOne = parts && labelled(parts[1] ?? '', parts[2] ?? '', /[:#：]/.test(text))
  return inOne ?? labelled(before(), text, true)
}

/** The label of a value in a node of its own; a colon may stand alone between them. */
function textBefore(texts: PageTexts, place: number): string {
  const last = texts.nodes[place - 2]?.data.trim() ?? ''
  return /^[:#：]$/.test(last) ? (texts.nodes[place - 3]?.data.trim() ?? '') : last
}

function labelled(name: string, value: string, marked: boolean): Candidate | undefined {
  if (name.length > 40) return undefined
  const plain = name
    .toLowerCase()
    .replace(/[\s:#：.]+$/u, match => (match.includes('.') ? '.' : ''))
    .trim()
  const [field, confidence] =
    labels.find(([, , label]) => label.test(plain) || label.test(plain.replace(/\.$/, ''))) ?? []
  if (!field || confidence === undefined) return undefined
  const text = value.replace(/^[\s:#：(]+|[)\s,;]+$/gu, '')
  if (field === 'gtin') return readGtin(text) ? { field, value: text, confidence } : undefined
  const isCode = code.test(text) && !noCode.test(text)
  return isCode && (marked || /\d{3}/.test(text)) ? { field, value: text, confidence } : undefined
}

function isOther(node: Text, parts: PageParts): boolean {
  const element = parentOf(node)
  return element !== null && parts.isOther(element)
}
