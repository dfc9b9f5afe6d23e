import { isNode, literal, type Node, nameOf, type Source } from '../architecture/source.ts'

/** A key in the code: whole, or with gaps where code fills in (`vaccines.home.${status}` → `vaccines.home.*`). */
export interface UsedKey {
  readonly pattern: string
  readonly at: string
  /** It stands where only a text can: it must exist. */
  readonly sure: boolean
}

/** Properties whose string is a text key: of `TextRef`, screens, tiles and menus. */
const textProperties = ['key', 'title', 'detail', 'label', 'action']

/** Every string in the code that looks like a text key of one of the namespaces. */
export function usedKeys(source: Source, namespaces: readonly string[]): UsedKey[] {
  const sure = new Set(source.nodes.flatMap(surePlaces))
  return source.nodes.flatMap((node) => {
    const pattern = patternOf(node)
    if (pattern === undefined || !looksLikeKey(pattern, namespaces)) return []
    return [{ pattern, at: `${source.path}:${source.lineOf(node.start)}`, sure: sure.has(node) }]
  })
}

function looksLikeKey(pattern: string, namespaces: readonly string[]): boolean {
  return namespaces.some((namespace) => pattern.startsWith(`${namespace}.`)) && /^[\w.*-]+$/.test(pattern)
}

function patternOf(node: Node): string | undefined {
  if (node.type === 'Literal') return literal(node)
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return undefined
  return node.quasis.map((quasi) => (isNode(quasi) ? rawOf(quasi.value) : '')).join('*')
}

function rawOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'raw' in value ? String(value.raw) : ''
}

/** First argument of `t(…)` and `has(…)`, and the properties of a text; through `a ? b : c` as well. */
function surePlaces(node: Node): Node[] {
  if (node.type === 'CallExpression' && Array.isArray(node.arguments)) {
    const callee = isNode(node.callee) && node.callee.type === 'MemberExpression' ? node.callee.property : node.callee
    return nameOf(callee) === 't' ? branches(node.arguments[0]) : []
  }
  const isText = node.type === 'Property' && textProperties.includes(nameOf(node.key) ?? '')
  return isText ? branches(node.value) : []
}

function branches(value: unknown): Node[] {
  if (!isNode(value)) return []
  if (value.type === 'ConditionalExpression') return [...branches(value.consequent), ...branches(value.alternate)]
  return value.type === 'Literal' || value.type === 'TemplateLiteral' ? [value] : []
}

export function matches(pattern: string, key: string): boolean {
  if (!pattern.includes('*')) return pattern === key
  const escaped = pattern.split('*').map((part) => part.replace(/[.\\]/g, '\\$&'))
  return new RegExp(`^${escaped.join('[\\w.-]+')}$`).test(key)
}

/** Keys in the code without a text. */
export function missingTexts(used: readonly UsedKey[], keys: readonly string[]): string[] {
  return used
    .filter(({ pattern, sure }) => sure && !keys.some((key) => matches(pattern, key)))
    .map(({ pattern, at }) => `${at} uses ${pattern}, which has no text`)
}

/** Texts that no code asks for. */
export function unusedTexts(used: readonly UsedKey[], keys: readonly string[]): string[] {
  const whole = new Set(used.map(({ pattern }) => pattern))
  const gaps = [...whole].filter((pattern) => pattern.includes('*') && !/^[\w-]+\.\*$/.test(pattern))
  return keys.filter((key) => !whole.has(key) && !gaps.some((pattern) => matches(pattern, key)))
}
