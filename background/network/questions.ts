import type { NetworkEnvironment } from './environment.ts'
import { previewMailbox } from './preview.ts'
import type { FromNetwork, ToNetwork } from './protocol.ts'
import { probeRelays } from './relays/probe.ts'

/** What the network is asked beside the carts that it carries. */
export type Question = Extract<ToNetwork, { type: 'preview' | 'probe' }>
type Answer = Extract<FromNetwork, { type: 'previewed' | 'probed' }>

/** Answers a question; what fails is reported, and answered by nothing. */
export async function answerTo(question: Question, environment: NetworkEnvironment): Promise<Answer> {
  try {
    return await answer(question, environment)
  } catch (error) {
    console.error(`A ${question.type} failed:`, error)
    return noAnswerTo(question)
  }
}

/** What is answered when the answer itself is too large for the line. */
export function noAnswerTo({ type, request }: Question): Answer {
  if (type === 'preview') return { type: 'previewed', request, preview: { answered: 0, updates: [] } }
  return { type: 'probed', request, results: [] }
}

async function answer(
  { type, request, secret, relays }: Question,
  environment: NetworkEnvironment,
): Promise<Answer> {
  if (type === 'preview') {
    return { type: 'previewed', request, preview: await previewMailbox(secret, relays, environment) }
  }
  return { type: 'probed', request, results: await probeRelays(secret, relays, environment) }
}
