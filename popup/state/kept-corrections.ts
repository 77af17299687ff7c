import * as v from 'valibot'
import { correctionsSchema } from '../../extension/cart/corrections.ts'
import type { Drafts } from '../surroundings.ts'

const keptSchema = v.object({
  corrections: correctionsSchema,
  /** The currency that was chosen for the page's price. */
  currency: v.exactOptional(v.string()),
})

/** What a person made of a captured product before adding it. */
export type KeptCorrections = v.InferOutput<typeof keptSchema>

export const nothingKept: KeptCorrections = { corrections: {} }

/** What was made of the product that `of` names when the popup was open over its page before. */
export async function readKept(drafts: Drafts, of: string): Promise<KeptCorrections> {
  const text = await drafts.read(draftKey(of))
  if (!text) return nothingKept
  try {
    const parsed = v.safeParse(keptSchema, JSON.parse(text))
    return parsed.success ? parsed.output : nothingKept
  } catch {
    // Not JSON: another version's, and only a draft.
    return nothingKept
  }
}

export function writeKept(drafts: Drafts, of: string, kept: KeptCorrections): Promise<void> {
  const isNothing = Object.keys(kept.corrections).length === 0 && kept.currency === undefined
  return drafts.write(draftKey(of), isNothing ? '' : JSON.stringify(kept))
}

function draftKey(of: string): string {
  return `corrected:${of}`
}
