import { msPerOperation, type Phase } from './results.ts'

/** What is measured, in the order it is shown. */
export interface Operation {
  readonly key: string
  readonly name: string
  /** CPU time of server and database together, in ms. */
  readonly target: number
}

export const operations: readonly Operation[] = [
  { key: 'load', name: 'load, a resource in a transaction Bundle', target: 0.8 },
  { key: 'read', name: 'GET Patient', target: 0.45 },
  { key: 'search', name: 'Observation search, sorted', target: 0.7 },
  { key: 'meds', name: 'active MedicationRequests', target: 0.5 },
  { key: 'front', name: 'front page, 6 searches in one batch', target: 1.6 },
  { key: 'everything', name: '$everything, 43 resources', target: 2.5 },
  { key: 'create', name: 'POST Observation', target: 1.4 },
  { key: 'update', name: 'PUT MedicationRequest', target: 1.4 },
  { key: 'portal', name: 'the portal’s own front-page route', target: 1.0 },
]

export const coldStartTargetMs = 3000
export const memoryTargetMB = 250
export const growthTarget = 1.25

/** The table as Markdown; it reads as well in a terminal. */
export function table(phases: Readonly<Record<string, Phase>>): string {
  const head = ['operation', 'ms/op', 'server', 'database', 'target', 'of target', 'req/s', 'p50 ms', 'p99 ms']
  const rows = operations.flatMap(({ key, name, target }) => {
    const phase = phases[key]
    if (!phase) return []
    const ms = msPerOperation(phase)
    const ratio = `${(ms / target).toFixed(2)}×${phase.failed > 0 ? ` (${phase.failed} failed)` : ''}`
    const figures = [ms, phase.serverMs, phase.databaseMs].map((figure) => figure.toFixed(2))
    return [[name, ...figures, `≤ ${target}`, ratio, ...[phase.perSecond, phase.p50, phase.p99].map(short)]]
  })
  return markdown(head, rows)
}

const short = (figure: number): string => (figure >= 100 ? figure.toFixed(0) : figure.toFixed(1))

export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [line(head), rule, ...rows.map(line)].join('\n')
}
