import { cleanText, unescapeHtml } from './clean-text.ts'

/** One thing described in schema.org's words, by JSON-LD or microdata: property -> value or list of values. */
export type SchemaNode = Readonly<Record<string, unknown>>

/** Everything a page describes. `node` follows a reference ("@id") to the thing it names. */
export interface SchemaGraph {
  readonly found: readonly FoundNode[]
  resolve(node: SchemaNode): SchemaNode
}

/** A described thing and where it stood: `within` are the properties that lead to it from the top, outermost first. */
export interface FoundNode {
  readonly node: SchemaNode
  readonly within: readonly string[]
}

const mostNodes = 5000
const mostDepth = 24

/** Collects every node with a type under `roots`, breadth first and within bounds, whatever shape they have. */
export function schemaGraph(roots: readonly unknown[]): SchemaGraph {
  const found: FoundNode[] = []
  const byId = new Map<string, SchemaNode>()
  const queue: { value: unknown; within: readonly string[] }[] = roots.map(value => ({ value, within: [] }))
  for (let at = 0; at < queue.length && at < mostNodes; at++) {
    const { value, within } = queue[at] ?? { value: undefined, within: [] }
    if (Array.isArray(value)) for (const item of value.slice(0, 1000)) queue.push({ value: item, within })
    else if (isNode(value)) {
      note(value, within, found, byId)
      if (within.length < mostDepth)
        for (const [name, inner] of Object.entries(value)) visit(name, inner, within)
    }
  }
  return { found, resolve: node => (isReference(node) ? (byId.get(String(node['@id'])) ?? node) : node) }

  function visit(name: string, inner: unknown, within: readonly string[]) {
    if (typeof inner === 'object' && inner !== null)
      queue.push({ value: inner, within: name === '@graph' ? within : [...within, name] })
  }
}

function note(
  node: SchemaNode,
  within: readonly string[],
  found: FoundNode[],
  byId: Map<string, SchemaNode>,
) {
  if (isReference(node)) return
  const id = node['@id']
  if (typeof id === 'string' && !byId.has(id)) byId.set(id, node)
  if (node['@type'] !== undefined) found.push({ node, within })
}

export const isNode = (value: unknown): value is SchemaNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isReference = (node: SchemaNode): boolean =>
  '@id' in node && Object.keys(node).every(key => /^@(id|type)$/.test(key))

/** Whether the node is of one of the types ("Product"), with or without schema.org's address before it. */
export function isOfType(node: SchemaNode, pattern: RegExp): boolean {
  return listOf(node['@type']).some(
    type => typeof type === 'string' && pattern.test(type.replace(/^.*[/#:]/, '')),
  )
}

/** The values of a property, none, one or many. */
export function valuesOf(node: SchemaNode, name: string): unknown[] {
  return listOf(node[name] ?? node[`schema:${name}`])
}

/** The nodes among a property's values, references followed. */
export function nodesOf(graph: SchemaGraph, node: SchemaNode, name: string): SchemaNode[] {
  return valuesOf(node, name).filter(isNode).map(graph.resolve).slice(0, 500)
}

/** The first of the properties that has a text (or a number) as value, clean; of a node, its name. */
export function textOfNode(node: SchemaNode, ...names: string[]): string | undefined {
  for (const name of names)
    for (const value of valuesOf(node, name)) {
      const text = textOfValue(value)
      if (text) return text
    }
  return undefined
}

function textOfValue(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value === 'string') return cleanText(unescapeHtml(value)) || undefined
  if (!isNode(value)) return undefined
  const [inner] = valuesOf(value, '@value' in value ? '@value' : 'name')
  return typeof inner === 'string' ? cleanText(unescapeHtml(inner)) || undefined : undefined
}

const listOf = (value: unknown): unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value.slice(0, 1000) : [value]
