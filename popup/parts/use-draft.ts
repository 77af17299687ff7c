import { useEffect, useRef, useState } from 'preact/hooks'
import * as v from 'valibot'
import { usePopup } from '../popup-context.ts'

type Fields = Readonly<Record<string, string>>

export interface Draft<T extends Fields> {
  readonly fields: T
  /** What was typed, whether it is what was there or not. */
  readonly typed: Partial<T>
  set(name: keyof T, value: string): void
  /** Shows the field as it is without the draft. */
  unset(name: keyof T): void
  /** To be called once the fields were sent or given up. */
  forget(): void
}

/**
 * Fields of a form that survive the popup closing: every change is written through under `key`, and what was
 * written before is taken up again (unless the person was faster, or `recall` is false). A field that nobody typed in
 * follows `initial`, so that what another member changes meanwhile shows, and is not undone by sending the form.
 */
export function useDraft<T extends Fields>(key: string, initial: T, { recall = true } = {}): Draft<T> {
  const { surroundings, place, report } = usePopup()
  const { drafts } = surroundings
  const [typed, setTyped] = useState<Partial<T>>({})
  const latest = useRef<Partial<T>>({})
  const touched = useRef(false)

  const show = (next: Partial<T>): void => {
    latest.current = next
    setTyped(next)
  }
  const write = (next: Partial<T>): void => {
    touched.current = true
    show(next)
    drafts.write(key, Object.keys(next).length > 0 ? JSON.stringify(next) : '').catch(report)
  }
  useEffect(() => {
    if (!recall) return
    const takeUp = async (): Promise<void> => {
      const kept = parseFields(await drafts.read(key))
      if (kept && !touched.current) show(pick(kept, initial))
    }
    takeUp().catch(report)
  }, [key])

  return {
    fields: { ...initial, ...typed },
    typed,
    set: (name, value) => {
      place.keep()
      write({ ...latest.current, [name]: value })
    },
    unset: name => {
      const { [name]: _, ...rest } = latest.current
      write(rest as Partial<T>)
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
