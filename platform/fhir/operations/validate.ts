import { isRefusal, refuse } from '../../errors/index.ts'
import { type Answer, type Call, masked, refused } from '../door/parts.ts'
import type { Resource } from '../types.ts'
import { type Issue, operationOutcome, validateResource } from '../validation/index.ts'
import { type Asked, allOf, firstOf, type Operation, parameterOf } from './operation.ts'

/** $validate: what would be said of the resource if it were written. Nothing is stored. */
export const validate: Operation = {
  name: 'validate',
  definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate',
  levels: ['type', 'instance'],
  types: 'any',
  methods: ['GET', 'POST'],
  run: (call, asked) => run(call, asked),
}

const modes: readonly string[] = ['create', 'update', 'delete', 'profile']

async function run(call: Call, asked: Asked): Promise<Answer> {
  const { type, id, params, body } = asked
  const mode = firstOf(params, 'mode')
  if (mode !== undefined && !modes.includes(mode))
    return refused(refuse('invalid', 400, { diagnostics: `mode is one of ${modes.join(', ')}.` }))
  if (mode === 'delete') return deletable(call, asked)
  const given = parameterOf(body, 'resource')?.resource ?? (body?.resourceType === 'Parameters' ? undefined : body)
  // Parameters themselves may be what is to be checked.
  const resource = given ?? (type === 'Parameters' ? body : await present(call, asked))
  if (isRefusal(resource)) return refused(resource)
  if (!resource) return refused(refuse('invalid', 400, { diagnostics: 'There is no resource to validate.' }))
  const issues = issuesOf(resource, asked, mode, id)
  return { status: 200, resource: operationOutcome(issues) as Resource }
}

function issuesOf(
  resource: Resource,
  { type, params }: Asked,
  mode: string | undefined,
  id: string | undefined,
): Issue[] {
  const issue = (code: Issue['code'], diagnostics: string, expression: string): Issue => ({
    severity: 'error',
    code,
    diagnostics,
    expression: [expression],
  })
  if (resource.resourceType !== type) return [issue('structure', `The resource is not a ${type}.`, 'resourceType')]
  const wrongId =
    mode === 'update' && (resource.id === undefined || (id !== undefined && resource.id !== id))
      ? [issue('value', 'An update names the id of the resource.', `${type}.id`)]
      : []
  return [...wrongId, ...validateAgainst(resource, allOf(params, 'profile'))]
}

/** The rules of R4, and of the profiles the caller names beside those the resource claims. */
function validateAgainst(resource: Resource, profiles: readonly string[]): Issue[] {
  if (profiles.length === 0) return validateResource(resource)
  const claimed = resource.meta?.profile ?? []
  const meta = { ...resource.meta, profile: [...new Set([...claimed, ...profiles])] }
  return validateResource({ ...resource, meta })
}

async function present(call: Call, { type, id }: Asked) {
  if (type === undefined || id === undefined) return undefined
  const found = await call.reader.read(type, id)
  return isRefusal(found) ? masked(call, found) : found
}

/** mode=delete: is there something that could be deleted? */
async function deletable(call: Call, asked: Asked): Promise<Answer> {
  const found = await present(call, asked)
  if (!found) return refused(refuse('invalid', 400, { diagnostics: 'mode=delete is asked of one resource.' }))
  return isRefusal(found) ? refused(found) : { status: 200, resource: operationOutcome([]) as Resource }
}
