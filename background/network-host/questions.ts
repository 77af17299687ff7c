import { UserError } from '../../extension/user-error.ts'
import type { FromNetwork, ToNetwork } from '../network/protocol.ts'

/** What the network is asked and answers once, each with the same `request`. */
type Question = Extract<ToNetwork, { type: 'preview' | 'probe' }>
type Answer = Extract<FromNetwork, { type: 'previewed' | 'probed' }>

/** Questions that the network has not answered yet. */
export interface Questions {
  /** Asks with `send`, now. Rejects with UserError `no-answer` after 15 s. */
  ask(question: (request: number) => Question, send: (question: Question) => void): Promise<Answer>
  /** Whether the message is an answer; if so, whoever asked has it. */
  take(message: FromNetwork): message is Answer
  /** All that are open: for a network that starts anew. */
  open(): readonly Question[]
}

const patienceMs = 15_000

export function createQuestions(): Questions {
  let last = 0
  const waiting = new Map<number, { readonly question: Question; resolve(answer: Answer): void }>()
  return {
    ask(questionOf, send) {
      last += 1
      const question = questionOf(last)
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(question.request)
          reject(new UserError('no-answer', 'The network did not answer'))
        }, patienceMs)
        waiting.set(question.request, {
          question,
          resolve(answer) {
            clearTimeout(timer)
            resolve(answer)
          },
        })
        send(question)
      })
    },
    take(message): message is Answer {
      if (message.type !== 'previewed' && message.type !== 'probed') return false
      waiting.get(message.request)?.resolve(message)
      waiting.delete(message.request)
      return true
    },
    open: () => Array.from(waiting.values(), ({ question }) => question),
  }
}
