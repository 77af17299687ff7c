import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { errorFromWire, errorToWire, RemoteError } from '../../../extension/messages/error-wire.ts'
import { fromWire, toWire } from '../../../extension/messages/wire-bytes.ts'
import { UserError } from '../../../extension/user-error.ts'

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('bytes in messages', () => {
  const messages = fc.letrec(tie => ({
    message: fc.oneof(
      { maxDepth: 4 },
      fc.uint8Array(),
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('message'), { maxLength: 4 }),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('message'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).message

  test('any message comes back as it was, its bytes as Uint8Array', () => {
    fc.assert(
      fc.property(messages, message => {
        expect(fromWire(throughJson(toWire(message)))).toEqual(message)
      }),
    )
  })

  test('bytes that are no base64 are refused', () => {
    expect(() => fromWire({ update: { $bytes: '%%%' } })).toThrow()
  })
})

describe('errors in messages', () => {
  test('a UserError arrives as a UserError with its code', () => {
    const arrived = errorFromWire(errorToWire(new UserError('cart-full', 'too many lines')))
    expect(arrived).toBeInstanceOf(UserError)
    expect(arrived).toMatchObject({ code: 'cart-full', message: 'too many lines' })
  })

  test('any other error arrives with its name, message and the stack it had', () => {
    const error = new TypeError('no such thing')
    const arrived = errorFromWire(errorToWire(error))
    expect(arrived).toBeInstanceOf(RemoteError)
    expect(arrived).toMatchObject({ message: 'TypeError: no such thing', remoteStack: error.stack })
  })

  test('a thrown value that is no error arrives as its text', () => {
    expect(errorFromWire(errorToWire('plain text')).message).toBe('Error: plain text')
  })
})
