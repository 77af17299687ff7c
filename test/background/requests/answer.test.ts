import { describe, expect, test, vi } from 'vitest'
import { answer } from '../../../background/requests/answer.ts'
import type { Handlers } from '../../../background/requests/handlers.ts'
import { StoreError } from '../../../background/store/store-error.ts'

const key = 'tea-tea-tea-tea-tea-te'

function handlersWith(some: Partial<Handlers>): Handlers {
  return some as Handlers
}

describe('answering requests', () => {
  test('gives the handler checked parameters and answers what it answers', async () => {
    const remove = vi.fn(async () => ({ cart: 'cart', removed: [] }))
    expect(await answer(handlersWith({ remove }), 'remove', { key, extra: 'dropped' })).toEqual({
      cart: 'cart',
      removed: [],
    })
    expect(remove).toHaveBeenCalledWith({ key })
  })

  test.each(['constructor', 'toString', '__proto__', 'drop'])(
    'refuses the unknown request %s',
    async name => {
      await expect(answer(handlersWith({}), name, null)).rejects.toThrow(`There is no request "${name}"`)
    },
  )

  test.each([
    ['remove', { key: '../../etc' }],
    ['changeQuantity', { key, by: 1.5 }],
    ['setQuantity', { key, quantity: -1 }],
    ['setQuantity', { key, quantity: 10_000 }],
    ['add', { product: { title: '' }, quantity: 1 }],
    ['add', { product: { title: 'x', url: 'javascript:alert(1)' }, quantity: 1 }],
    ['add', { product: { title: 'x', image: 'data:image/svg+xml,<svg/>' }, quantity: 1 }],
    ['add', { product: { title: 'x', price: { amount: 1e308, currency: 'EUR' } }, quantity: 1 }],
    ['edit', { key, edit: { field: 'secret', value: 'x' } }],
    ['share', { person: '   ' }],
    ['join', { link: 'x'.repeat(3000), person: 'Ada' }],
  ])('refuses %s with bad parameters before any handler sees them', async (name, params) => {
    const handler = vi.fn()
    const handlers = handlersWith({ [name]: handler })
    await expect(answer(handlers, name, params)).rejects.toThrow()
    expect(handler).not.toHaveBeenCalled()
  })

  test('a store that kept nothing is the person’s "not saved"', async () => {
    const remove = async (): Promise<never> => {
      throw new StoreError('full', 'no room')
    }
    await expect(answer(handlersWith({ remove }), 'remove', { key })).rejects.toMatchObject({
      code: 'not-saved',
      message: 'no room',
    })
  })
})
