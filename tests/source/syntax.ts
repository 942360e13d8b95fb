import { parseAst } from 'vitest/node'
import type { SourceFile } from './files.ts'

/** A node of the syntax tree (ESTree with TypeScript). Fields are looked at by name: their types are the parser's matter. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly [field: string]: unknown
}

/** The syntax tree of a module. Throws for what does not parse. */
export function parse({ path, text }: SourceFile): Node {
  const lang = path.endsWith('x') ? 'tsx' : 'ts'
  return parseAst(text, { lang }, path) as unknown as Node
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** The nodes right below a node, with the field that each stands in. */
export function* children(node: Node): Iterable<readonly [string, Node]> {
  for (const [field, value] of Object.entries(node)) {
    if (isNode(value)) yield [field, value]
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) yield [field, item]
  }
}

/** A node and all below it. */
export function* everyNode(node: Node): Iterable<Node> {
  yield node
  for (const [, child] of children(node)) yield* everyNode(child)
}

/** The line of a node, counted from 1. */
export const lineOf = ({ text }: SourceFile, { start }: Node): number => text.slice(0, start).split('\n').length

/** The text of a string literal, undefined for any other node. */
export const textOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
