import { useState } from 'preact/hooks'
import { describeError } from '../../ui/text/error-text.ts'
import { useSettings } from '../settings-context.ts'

/** What one form asks of the background, one question at a time. */
export interface Request {
  readonly busy: boolean
  /** In the person's words, why the last one failed; with what a relay or the program said of it. */
  readonly problem: string | undefined
  /** Resolves to whether it went well; at once, to false, while another one is under way. */
  run(work: () => Promise<unknown>): Promise<boolean>
  forgetProblem(): void
}

export function useRequest(): Request {
  const { text } = useSettings()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  return {
    busy,
    problem,
    forgetProblem: () => setProblem(undefined),
    run: async work => {
      if (busy) return false
      setBusy(true)
      setProblem(undefined)
      try {
        await work()
        return true
      } catch (error) {
        const { text: words, details } = describeError(error, text)
        // Isolated, because a relay may answer in any script.
        setProblem(details ? `${words} (\u2068${details}\u2069)` : words)
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}
