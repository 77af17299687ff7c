import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { ScriptFailure } from '../failure.ts'

const listSchema = v.array(v.object({ id: v.string(), url: v.pipe(v.string(), v.url()), file: v.string() }))

/** One saved page: `file` is a path in the corpus folder, to gzipped HTML. */
export type CorpusPage = v.InferOutput<typeof listSchema>[number] & { readonly hasProduct: boolean }

/** The pages with a product, then those without. Throws a ScriptFailure when a list is missing or malformed. */
export async function readCorpus(folder: string): Promise<CorpusPage[]> {
  const [products, others] = [
    await readList(folder, 'manifest.json'),
    await readList(folder, 'negatives.json'),
  ]
  return [
    ...products.map(page => ({ ...page, hasProduct: true })),
    ...others.map(page => ({ ...page, hasProduct: false })),
  ]
}

async function readList(folder: string, name: string): Promise<v.InferOutput<typeof listSchema>> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => {
    throw new ScriptFailure(`${folder} has no readable ${name}`)
  })
  const list = v.safeParse(listSchema, JSON.parse(text))
  if (!list.success) throw new ScriptFailure(`${name}: ${list.issues[0].message}`)
  return list.output
}
