import type { Act, LookUp, Role, Topic } from '../contract/index.ts'
import { topicsOf } from './topics.ts'

/** One line of the platform's log, as this service needs it. */
export interface LogLine {
  readonly id: string
  readonly at: Date
  readonly actorKind: 'citizen' | 'practitioner' | 'office' | 'system' | 'service' | 'app'
  readonly actorName: string
  readonly own: boolean
  readonly organizationName?: string
  readonly action: 'read' | 'search' | 'create' | 'update' | 'delete'
  readonly types: readonly string[]
  readonly purpose: LookUp['purpose']
  readonly reason?: string
}

/** Lines closer than this, by the same actor for the same reason, are one look-up: opening a screen writes several. */
const oneGoMs = 60_000

/**
 * Lines, newest first, as look-ups. The id and the time are the newest line's; nothing that was done or seen is left out.
 */
export function toLookUps(lines: readonly LogLine[]): LookUp[] {
  const found: LookUp[] = []
  let oldest = 0
  for (const line of lines) {
    const next = toLookUp(line)
    const last = found.at(-1)
    if (last && isSame(last, next) && oldest - line.at.getTime() < oneGoMs) found[found.length - 1] = merge(last, next)
    else found.push(next)
    oldest = line.at.getTime()
  }
  return found
}

function toLookUp(line: LogLine): LookUp {
  const role = roleOf(line)
  return {
    id: line.id,
    at: line.at.toISOString(),
    role,
    name: role === 'portal' ? null : line.actorName,
    organization: line.organizationName ?? null,
    // A search reads what it finds: one word for both.
    acts: [line.action === 'search' ? 'read' : line.action],
    topics: topicsOf(line.types),
    purpose: line.purpose,
    reason: line.reason ?? null,
  }
}

function roleOf({ actorKind, own }: LogLine): Role {
  const roles: Record<LogLine['actorKind'], Role> = {
    citizen: own ? 'you' : 'person',
    practitioner: 'health-personnel',
    office: 'office-worker',
    system: 'system',
    service: 'portal',
    app: 'your-app',
  }
  return roles[actorKind]
}

function isSame(a: LookUp, b: LookUp): boolean {
  return (
    a.role === b.role &&
    a.name === b.name &&
    a.organization === b.organization &&
    a.purpose === b.purpose &&
    a.reason === b.reason
  )
}

function merge(newer: LookUp, older: LookUp): LookUp {
  const acts: Act[] = [...new Set([...older.acts, ...newer.acts])]
  const topics: Topic[] = [...new Set([...newer.topics, ...older.topics])]
  return { ...newer, acts, topics: topics.sort((a, b) => Number(a === 'other') - Number(b === 'other')) }
}
