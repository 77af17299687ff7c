import { useEffect, useRef, useState } from 'preact/hooks'
import * as v from 'valibot'
import { usePopup } from '../popup-context.ts'

type Fields = Readonly<Record<string, string>>

export interface Draft<T extends Fields> {
  readonly fields: T
  set(name: keyof T, value: string): void
  /** To be called once the fields were sent or given up. */
  forget(): void
}

/**
 * Fields of a form that survive the popup closing: every change is written through under `key`, and what was
 * written before takes the place of `initial` (unless the person was faster, or `recall` is false).
 */
export function useDraft<T extends Fields>(key: string, initial: T, { recall = true } = {}): Draft<T> {
  const { surroundings, place, report } = usePopup()
  const { drafts } = surroundings
  const [fields, setFields] = useState(initial)
  const latest = useRef(initial)
  const touched = useRef(false)

  const show = (next: T): void => {
    latest.current = next
    setFields(next)
  }
  useEffect(() => {
    if (!recall) return
    const takeUp = async (): Promise<void> => {
      const kept = parseFields(await drafts.read(key))
      if (kept && !touched.current) show({ ...initial, ...pick(kept, initial) })
    }
    takeUp().catch(report)
  }, [key])

  return {
    fields,
    set: (name, value) => {
      touched.current = true
      show({ ...latest.current, [name]: value })
      place.keep()
      drafts.write(key, JSON.stringify(latest.current)).catch(report)
    },
    forget: () => {
      touched.current = true
      drafts.write(key, '').catch(report)
    },
  }
}

const fieldsSchema = v.record(v.string(), v.string())

/** Undefined for no draft, and for one that another version left behind. */
function parseFields(text: string | undefined): Fields | undefined {
  if (!text) return undefined
  try {
    const parsed = v.safeParse(fieldsSchema, JSON.parse(text))
    return parsed.success ? parsed.output : undefined
  } catch {
    // Not JSON: not a draft of ours.
    return undefined
  }
}

function pick<T extends Fields>(from: Fields, like: T): Partial<T> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => name in like)) as Partial<T>
}
