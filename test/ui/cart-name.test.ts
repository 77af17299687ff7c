import { expect, it } from 'vitest'
import { cartName, cartNames } from '../../ui/parts/cart-name.ts'
import { createText } from '../../ui/text/text.ts'
import { message } from './catalogue.ts'

const text = createText({ message, language: 'en-GB' })

it.each([
  ['its own name', { name: 'Garden', shared: true, people: ['Ada'] }, 'Garden'],
  ['the one it is shared with', { shared: true, people: ['Ada'] }, 'Cart with Ada'],
  ['all it is shared with', { shared: true, people: ['Ada', 'Ben'] }, 'Cart with Ada and Ben'],
  [
    'the first of many',
    { shared: true, people: ['Ada', 'Ben', 'Cem', 'Dan'] },
    'Cart with Ada, Ben and 2 more',
  ],
  ['what is known of it', { shared: true, people: [] }, 'Shared cart'],
  ['whose it is', { shared: false, people: [] }, 'My cart'],
])('a cart is called by %s', (_, cart, name) => {
  expect(cartName(cart, text)).toBe(name)
})

it('carts that would read the same are numbered, from the second on', () => {
  const cart = { shared: true, people: ['Ada'] }
  const names = cartNames(
    ['a', 'b', 'c'].map(id => ({ ...cart, id })),
    text,
  )
  expect([...names]).toEqual([
    ['a', 'Cart with Ada'],
    ['b', 'Cart with Ada (2)'],
    ['c', 'Cart with Ada (3)'],
  ])
})
