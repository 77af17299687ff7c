import * as v from 'valibot'
import browser, { type Runtime } from 'webextension-polyfill'
import { errorFromWire, errorToWire, wireErrorSchema } from '../messages/error-wire.ts'
import { UserError } from '../user-error.ts'
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

/** Longer than anything the background does; only a background that was ended meanwhile takes longer. */
const patienceMs = 30_000

/** Asks the background. Rejects with its error, rebuilt, or with UserError `no-answer` when nothing answers. */
export async function askBackground(request: string, params: unknown): Promise<unknown> {
  const sent = browser.runtime.sendMessage({ to: 'background', request, params }).catch(noAnswer)
  const answer = v.safeParse(answerSchema, await Promise.race([sent, after(patienceMs)]))
  if (!answer.success) throw new UserError('no-answer', `The background did not answer: ${request}`)
  if (!answer.output.ok) throw errorFromWire(answer.output.error)
  return answer.output.result
}

/** The worker was ended before it answered, or none could be started. */
function noAnswer(error: unknown): never {
  throw new UserError('no-answer', error instanceof Error ? error.message : String(error))
}

function after(ms: number): Promise<undefined> {
  return new Promise(resolve => setTimeout(resolve, ms, undefined))
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
