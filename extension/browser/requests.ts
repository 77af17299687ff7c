import * as v from 'valibot'
import browser, { type Runtime } from 'webextension-polyfill'
import { errorFromWire, errorToWire, wireErrorSchema } from '../messages/error-wire.ts'
import { isOwnPage } from './sender.ts'

/*
 * The verb "request" on runtime.sendMessage: one question, one answer. An error is an answer too; no answer is an
 * error.
 */

const questionSchema = v.object({ to: v.literal('background'), request: v.string(), params: v.unknown() })
const answerSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), result: v.unknown() }),
  v.object({ ok: v.literal(false), error: wireErrorSchema }),
])

/** Asks the background. Rejects with its error, rebuilt, or when nothing answers. */
export async function askBackground(request: string, params: unknown): Promise<unknown> {
  const answer = v.safeParse(
    answerSchema,
    await browser.runtime.sendMessage({ to: 'background', request, params }),
  )
  if (!answer.success) throw new Error(`The background did not answer: ${request}`)
  if (!answer.output.ok) throw errorFromWire(answer.output.error)
  return answer.output.result
}

/** Answers what own pages ask of the background. To be called synchronously when the background starts. */
export function answerRequests(answer: (request: string, params: unknown) => Promise<unknown>): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const question = v.safeParse(questionSchema, message)
    if (!question.success || !isOwnPage(sender)) return undefined
    return answer(question.output.request, question.output.params).then(
      result => ({ ok: true, result }),
      error => ({ ok: false, error: errorToWire(error) }),
    )
  })
}
