import type { CartLine } from '../../../extension/cart/cart-view.ts'
import type { CartHead } from '../../../extension/messages/popup-surface.ts'
import * as sample from '../sample-cart.ts'

const long = 'Extraordinarily long product title that a shop filled with every keyword it could think of, '

/** Everything at its limits. */
export const longLines: readonly CartLine[] = [
  sample.lineOf(
    {
      ...sample.greenTea,
      title: long.repeat(5),
      variant: 'Midnight blue / extra extra large / with engraving / gift box',
      price: { amount: 123_456_789_00, currency: 'EUR' },
    },
    {
      quantity: 9999,
      note: { value: `${long}\n${long}`, at: 1, device: sample.ownDevice },
      shares: ['deviceMe', 'deviceBn', 'deviceCm', 'device04', 'device05', 'device06'].map(device => ({
        device,
        quantity: 2,
      })),
    },
  ),
  sample.lineOf({
    title: `Unbreakable${'word'.repeat(60)}`,
    url: 'https://tools.example/long',
    price: { amount: 99_000_000, currency: 'VND' },
    shop: { name: 'A shop with a name that does not end where names should end', domain: 'tools.example' },
  }),
  sample.lineOf({
    title: 'شاي أخضر ياباني',
    variant: 'علبة كبيرة',
    shop: { name: 'متجر الشاي', domain: 'shay.example' },
    url: 'https://shay.example/1',
  }),
  sample.lineOf({
    title: '煎茶 一番摘み',
    price: { amount: 2400, currency: 'JPY' },
    shop: { name: '茶屋', domain: 'cha.example' },
    url: 'https://cha.example/1',
  }),
]

/** Lines that one to four people added to. */
export const manyPeopleLines: readonly CartLine[] = [1, 2, 3, 4].map(people =>
  sample.lineOf(
    { ...sample.teapot, variant: `${people} of us` },
    {
      quantity: people,
      shares: [sample.ownDevice, sample.benDevice, sample.cemDevice, 'device04']
        .slice(0, people)
        .map(device => ({ device, quantity: 1 })),
    },
  ),
)

const markup = '<img src=x onerror=alert(1)><script>alert(2)</script>'

/** What a hostile member could write. */
export const hostileLines: readonly CartLine[] = [
  sample.lineOf(
    {
      title: markup,
      url: 'javascript:alert(3)',
      image: 'javascript:alert(4)',
      variant: markup,
      shop: { name: markup, domain: 'evil.example' },
    },
    { note: { value: markup, at: 1, device: sample.benDevice } },
  ),
  sample.lineOf({
    title: '\u202egnp.exe',
    url: 'data:text/html,<script>alert(5)</script>',
    image: 'file:///etc/passwd',
  }),
]

export const hostileHead: CartHead = {
  ...sample.sharedHead,
  name: markup,
  members: [{ device: sample.ownDevice, person: markup, colour: 'red;background:url(https://evil.example)' }],
}
