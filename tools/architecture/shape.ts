import { isTest } from './place.ts'
import { isNode, literal, type Node, nameOf, type Source } from './source.ts'

/** Files and functions that are too long. */
export function tooLong(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const limit = isTest(source.path) ? 400 : 250
    const file = source.lines > limit ? [`${source.path} has ${source.lines} lines, at most ${limit}`] : []
    return isTest(source.path) ? file : [...file, ...longFunctions(source)]
  })
}

const functions = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']

function longFunctions(source: Source): string[] {
  return source.nodes
    .filter((node) => functions.includes(node.type))
    .map((node) => ({ node, from: source.lineOf(node.start), to: source.lineOf(node.end) }))
    .filter(({ from, to }) => to - from + 1 > 50)
    .map(
      ({ node, from, to }) =>
        `${source.path}:${from} ${nameOf(node.id) ?? 'a function'} has ${to - from + 1} lines, at most 50`,
    )
}

const forbidden = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'manager', 'v2']

/** Names that say nothing: split by concept instead. */
export function emptyNames(files: readonly string[]): string[] {
  return files.flatMap((file) => {
    const words = file
      .replace(/\.[a-z.]+$/, '')
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .split(/[/._-]/)
    const found = words.filter((word) => forbidden.includes(word))
    return found.length > 0 ? [`${file}: "${found.join('", "')}" says nothing`] : []
  })
}

/** Names and members of the surroundings that give another answer each time. */
const impureCalls = ['fetch', 'setTimeout', 'setInterval', 'queueMicrotask', 'require']
const impureObjects = [
  'process',
  'window',
  'document',
  'localStorage',
  'sessionStorage',
  'performance',
  'navigator',
  'globalThis',
  'crypto',
  'console',
]
const impureMembers = ['Date.now', 'Math.random']

/** What a pure room may not do: ask the clock, chance, the network, the environment. */
export function impurities(source: Source): string[] {
  return source.nodes.flatMap((node) => {
    const what = impurity(node)
    return what ? [`${source.path}:${source.lineOf(node.start)} is pure, and asks ${what}: take it as a parameter`] : []
  })
}

function impurity(node: Node): string | undefined {
  const callee = nameOf(node.callee)
  if (node.type === 'NewExpression' && callee === 'Date' && isEmpty(node.arguments)) return 'new Date()'
  if (node.type === 'CallExpression' && callee && [...impureCalls, 'Date'].includes(callee)) return `${callee}()`
  if (node.type !== 'MemberExpression') return undefined
  const object = nameOf(node.object)
  if (object === undefined) return undefined
  const member = `${object}.${nameOf(node.property) ?? literal(node.property) ?? ''}`
  return impureObjects.includes(object) || impureMembers.includes(member) ? member : undefined
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

/** `any`, silenced compilers, tests that are left out, and promises to do it later. */
export function shortcuts(source: Source): string[] {
  const at = (offset: number, what: string) => `${source.path}:${source.lineOf(offset)} ${what}`
  const inCode = source.nodes.flatMap((node) => {
    if (node.type === 'TSAnyKeyword') return [at(node.start, 'any')]
    return isLeftOut(node) ? [at(node.start, 'a test that is left out, or the only one')] : []
  })
  const inComments = source.comments.flatMap(({ value, line }) => {
    const found = /@ts-(ignore|nocheck|expect-error)|\b(TODO|FIXME|XXX|HACK)\b/.exec(value)
    return found ? [`${source.path}:${line} ${found[0]}`] : []
  })
  return [...inCode, ...inComments]
}

function isLeftOut(node: Node): boolean {
  if (node.type !== 'MemberExpression') return false
  const member = nameOf(node.property)
  if (!member || !['only', 'skip', 'fixme', 'todo', 'fails'].includes(member)) return false
  const object = isNode(node.object) && node.object.type === 'MemberExpression' ? node.object.object : node.object
  return ['it', 'test', 'describe', 'suite'].includes(nameOf(object) ?? '')
}
