import type { ComponentChildren, JSX } from 'preact'
import { useId } from 'preact/hooks'
import type { CorrectedField } from '../../extension/cart/corrections.ts'
import { limits } from '../../extension/limits.ts'
import { currenciesLike } from '../../extension/product/currency-symbol.ts'
import { Field } from '../../ui/parts/controls.tsx'
import type { Text } from '../../ui/text/text.ts'
import { PriceFields } from '../parts/price-fields.tsx'
import type { Draft } from '../parts/use-draft.ts'
import { webAddress } from '../parts/web-address.ts'
import { usePopup } from '../popup-context.ts'
import { CorrectionNote } from './correction-note.tsx'
import type { FormSubject } from './form-subject.ts'
import { FoundChoices } from './found-choices.tsx'
import { foundValues } from './found-values.ts'
import { PictureField } from './picture-field.tsx'
import type { FieldProblem, ProductFields } from './product-fields.ts'
import { StockField, stockWords } from './stock-field.tsx'

interface FormParts {
  readonly edited: FormSubject
  readonly draft: Draft<ProductFields>
  readonly problems: ReadonlySet<FieldProblem>
  onAsRead(field: CorrectedField): Promise<boolean>
}

/** The fields, each with what else the page says and with who corrected it. */
export function ProductFormFields(parts: FormParts): JSX.Element {
  const { text } = usePopup()
  const { edited, draft, problems } = parts
  const { fields, set } = draft
  return (
    <>
      <Correctable parts={parts} field="title" label={text('details_title_label')}>
        <Field
          label={text('details_title_label')}
          value={fields.title}
          autoFocus
          maxLength={limits.text}
          problem={problems.has('title') ? text('details_no_title') : undefined}
          onInput={value => set('title', value)}
        />
      </Correctable>
      <Correctable parts={parts} field="image" label={text('details_picture')}>
        <PictureField
          title={fields.title}
          value={fields.image}
          found={pictures(edited)}
          problem={problems.has('image')}
          onChange={address => set('image', address)}
        />
      </Correctable>
      <Correctable parts={parts} field="price" label={text('details_price_label')}>
        <PriceFields
          price={fields.price}
          currency={fields.currency}
          problem={problems.has('price') ? 'price' : problems.has('currency') ? 'currency' : undefined}
          likely={edited.openPrice && currenciesLike(edited.openPrice.currency)}
          onPrice={value => set('price', value)}
          onCurrency={value => set('currency', value)}
        />
      </Correctable>
      <Correctable parts={parts} field="listPrice" label={text('details_list_price_label')}>
        <Field
          label={text('details_list_price_label')}
          value={fields.listPrice}
          inputMode="decimal"
          maxLength={40}
          problem={problems.has('listPrice') ? text('details_bad_list_price') : undefined}
          onInput={value => set('listPrice', value)}
        />
      </Correctable>
      <Correctable parts={parts} field="availability" label={text('details_stock_label')}>
        <StockField value={fields.availability} onChange={value => set('availability', value)} />
      </Correctable>
      <Correctable parts={parts} field="variant" label={text('details_variant_label')}>
        <Field
          label={text('details_variant_label')}
          value={fields.variant}
          maxLength={limits.text}
          onInput={value => set('variant', value)}
        />
      </Correctable>
      {edited.note !== undefined && <NoteField value={fields.note} onInput={value => set('note', value)} />}
    </>
  )
}

interface CorrectableProps {
  readonly parts: FormParts
  readonly field: CorrectedField
  readonly label: string
  readonly children: ComponentChildren
}

function Correctable({ parts, field, label, children }: CorrectableProps): JSX.Element {
  const { text } = usePopup()
  const { edited, draft, onAsRead } = parts
  // The field itself offers every state of the stock and every picture.
  const isOffered = field === 'availability' || field === 'image'
  const { product, candidates, openPrice: open } = edited
  const found = isOffered
    ? []
    : foundValues(field, { product, ...(candidates && { candidates }), open }, text)
  return (
    <div class="correctable">
      {children}
      <FoundChoices
        of={label}
        found={found}
        form={draft.fields}
        onTake={taken => {
          for (const [name, value] of Object.entries(taken)) draft.set(name as keyof ProductFields, value)
        }}
      />
      <CorrectionNote
        field={field}
        label={label}
        corrections={edited.corrections}
        said={saidWords(field, edited.said, text)}
        onAsRead={onAsRead}
      />
    </div>
  )
}

function NoteField({
  value,
  onInput,
}: {
  readonly value: string
  onInput(value: string): void
}): JSX.Element {
  const { text } = usePopup()
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{text('details_note_label')}</label>
      <textarea
        id={id}
        class="text-input"
        dir="auto"
        rows={2}
        placeholder={text('note_placeholder')}
        maxLength={limits.note}
        value={value}
        onInput={event => onInput(event.currentTarget.value)}
      />
    </div>
  )
}

function pictures({ product, said, candidates }: FormSubject): readonly string[] {
  const found = (candidates?.image ?? []).flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
  const addresses = [product.image, said.image, ...found].map(webAddress)
  return [...new Set(addresses.filter(address => address !== undefined))]
}

/** What the page says of a field in words; undefined where that is not known, or a picture. */
function saidWords(field: CorrectedField, said: FormSubject['said'], text: Text): string | undefined {
  if (field === 'image') return undefined
  const value = said[field]
  if (value === undefined || typeof value === 'object') return value && text.money(value)
  const stock = field === 'availability' ? stockWords(value) : undefined
  return stock ? text(stock) : value
}
