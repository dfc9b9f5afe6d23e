import { refuse } from '../../errors/index.ts'
import { type Asked, type Level, operations, type Params, simpleValues } from '../operations/index.ts'
import type { ResourceType } from '../types.ts'
import { type Answer, type Call, refused } from './parts.ts'

/** Runs an operation by its name where it is served; 404 for one that is not, 405 for the wrong method. */
export async function runOperation(call: Call, name: string, asked: Asked): Promise<Answer> {
  const level: Level = asked.type === undefined ? 'system' : asked.id === undefined ? 'type' : 'instance'
  const operation = [...operations, ...(call.parts.operations ?? [])].find(
    (candidate) =>
      candidate.name === name &&
      candidate.levels.includes(level) &&
      (asked.type === undefined || candidate.types === 'any' || candidate.types.includes(asked.type)),
  )
  if (!operation) return refused(refuse('not-supported', 404, { diagnostics: 'The operation is not served here.' }))
  if (!operation.methods.includes(asked.method))
    return {
      ...refused(refuse('method', 405, { diagnostics: `Use ${operation.methods.join(' or ')}.` })),
      headers: { Allow: operation.methods.join(', ') },
    }
  const fromBody = asked.body?.resourceType === 'Parameters' ? simpleValues(asked.body) : []
  return operation.run(call, { ...asked, params: [...asked.params, ...fromBody] })
}

/** An operation as a reading entry of a Bundle. */
export function readOperation(
  call: Call,
  name: string,
  type: ResourceType,
  id: string | undefined,
  params: Params,
): Promise<Answer> {
  return runOperation(call, name, {
    method: 'GET',
    type,
    id,
    params,
    body: undefined,
    prefer: undefined,
    language: undefined,
  })
}
