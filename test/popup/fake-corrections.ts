import type { CartLine } from '../../extension/cart/cart-view.ts'
import type { CorrectedField } from '../../extension/cart/corrections.ts'
import { withCorrections } from '../../extension/cart/line-corrections.ts'
import type { Edit } from '../../extension/messages/popup-surface.ts'
import type { Product } from '../../extension/product/product.ts'
import { ownDevice } from './sample-cart.ts'

type Correcting = Exclude<Edit, { field: 'note' | 'asRead' }>

/** The line as this device corrects it. */
export function corrected(line: CartLine, { field, value }: Correcting, said: Product): CartLine {
  const written = { value: value === '' ? null : value, at: Date.UTC(2026, 0, 10), device: ownDevice }
  const corrections = { ...line.corrections, [field]: written }
  return { ...line, product: withCorrections(line.product, corrections), corrections, said }
}

/** The line with that field as in `said` again. */
export function uncorrected(line: CartLine, field: CorrectedField, said: Product): CartLine {
  const { corrections, said: _said, ...rest } = line
  const { [field]: _taken, ...left } = corrections ?? {}
  const { [field]: _shown, ...shown } = line.product
  const product = { ...shown, ...(said[field] !== undefined && { [field]: said[field] }) } as Product
  return { ...rest, product, ...(Object.keys(left).length > 0 && { corrections: left, said }) }
}
