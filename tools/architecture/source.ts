import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'vite'

/** A node of the syntax tree (ESTree with TypeScript), as Vite's parser gives it. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

export interface Import {
  readonly target: string
  readonly typeOnly: boolean
  readonly line: number
}

/** One file of ours, read and parsed. */
export interface Source {
  /** From the root, with `/`. */
  readonly path: string
  readonly text: string
  readonly lines: number
  readonly imports: readonly Import[]
  readonly nodes: readonly Node[]
  readonly comments: readonly { readonly value: string; readonly line: number }[]
  lineOf(offset: number): number
}

/** Parses a file from its text: the tests of the rules use it with bad examples. */
export function parse(file: string, text: string): Source {
  const { program, comments, errors } = parseSync(path.basename(file), text)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length
  const nodes = [...walk(program)]
  return {
    path: file,
    text,
    lines: text.trimEnd().split('\n').length,
    imports: nodes.flatMap((node) => asImport(node, lineOf)),
    nodes,
    comments: comments.map((comment) => ({ value: comment.value, line: lineOf(comment.start) })),
    lineOf,
  }
}

const folders = ['apps', 'services', 'platform', 'journeys', 'bench', 'tools']

/** All TypeScript of the code base. */
export function readSources(root: string): Source[] {
  return globSync(`{${folders.join(',')}}/**/*.{ts,tsx,mjs}`, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.includes('node_modules/'))
    .sort()
    .map((file) => parse(file, readFileSync(path.join(root, file), 'utf8')))
}

function* walk(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item)
  else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) yield value
    for (const child of Object.values(value)) if (typeof child === 'object') yield* walk(child)
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

/** The value of a string literal, if it is one. */
export function literal(value: unknown): string | undefined {
  if (!isNode(value) || value.type !== 'Literal') return undefined
  return typeof value.value === 'string' ? value.value : undefined
}

/** The name of an identifier, if it is one. */
export function nameOf(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Identifier' && typeof value.name === 'string' ? value.name : undefined
}

function asImport(node: Node, lineOf: (offset: number) => number): Import[] {
  const kinds = [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'TSImportType',
  ]
  const target = kinds.includes(node.type) ? literal(node.source) : undefined
  if (target === undefined) return []
  return [{ target, typeOnly: isTypeOnly(node), line: lineOf(node.start) }]
}

function isTypeOnly(node: Node): boolean {
  if (node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type') return true
  if (!Array.isArray(node.specifiers) || node.specifiers.length === 0) return false
  return node.specifiers.every((one) => isNode(one) && (one.importKind === 'type' || one.exportKind === 'type'))
}
