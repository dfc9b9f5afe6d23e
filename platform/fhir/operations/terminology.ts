import type { Coding, ParametersParameter } from '@medplum/fhirtypes'
import { refuse } from '../../errors/index.ts'
import { type Answer, type Call, refused } from '../door/parts.ts'
import {
  canonicalSystem,
  conceptOf,
  conceptsOfValueSet,
  isKnownMap,
  systemOf,
  translations,
} from '../terminology/index.ts'
import { type Asked, firstOf, type Operation, parameterOf } from './operation.ts'

const largestExpansion = 1000

/** CodeSystem/$lookup: what a code means. */
export const lookup: Operation = {
  name: 'lookup',
  definition: 'http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup',
  levels: ['type'],
  types: ['CodeSystem'],
  methods: ['GET', 'POST'],
  run: async (_call, asked) => {
    const coding = codingOf(asked)
    if (!coding) return needed('code and system, or coding')
    const system = systemOf(coding.system)
    if (!system) return unknown(`The code system is not known here.`)
    const concept = conceptOf(coding.system, coding.code)
    if (!concept) return unknown('The code is not known here.')
    return parameters([
      { name: 'name', valueString: system.title },
      { name: 'display', valueString: concept.display },
      { name: 'system', valueUri: system.url },
      { name: 'code', valueCode: concept.code },
      {
        name: 'designation',
        part: [
          { name: 'language', valueCode: system.language },
          { name: 'value', valueString: concept.display },
        ],
      },
    ])
  },
}

/** ValueSet/$expand: the codes of a value set, or of a whole code system. */
export const expand: Operation = {
  name: 'expand',
  definition: 'http://hl7.org/fhir/OperationDefinition/ValueSet-expand',
  levels: ['type'],
  types: ['ValueSet'],
  methods: ['GET', 'POST'],
  run: async (call, { params }) => {
    const url = firstOf(params, 'url')
    if (url === undefined) return needed('url')
    const found = conceptsOfValueSet(url)
    if (!found) return unknown('The value set is not known here, or cannot be listed.')
    const filter = firstOf(params, 'filter')?.toLowerCase() ?? ''
    const [offset, count] = [whole(params, 'offset', 0), whole(params, 'count', largestExpansion)]
    if (offset === undefined || count === undefined) return needed('offset and count as whole numbers')
    const matching = found.concepts.filter(
      ({ code, display }) => display.toLowerCase().includes(filter) || code.toLowerCase().startsWith(filter),
    )
    const contains = matching.slice(offset, offset + Math.min(count, largestExpansion))
    return expansion(call, found.url, matching.length, offset, contains)
  },
}

function expansion(call: Call, url: string, total: number, offset: number, contains: object[]): Answer {
  const timestamp = call.parts.clock.now().toISOString()
  return {
    status: 200,
    resource: {
      resourceType: 'ValueSet',
      url,
      status: 'active',
      expansion: { timestamp, total, offset, ...(contains.length > 0 ? { contains } : {}) },
    },
  }
}

/** ConceptMap/$translate: the same thing in another code system. */
export const translate: Operation = {
  name: 'translate',
  definition: 'http://hl7.org/fhir/OperationDefinition/ConceptMap-translate',
  levels: ['type'],
  types: ['ConceptMap'],
  methods: ['GET', 'POST'],
  run: async (_call, asked) => {
    const coding = codingOf(asked)
    if (!coding) return needed('code and system, or coding')
    const map = firstOf(asked.params, 'url')
    if (map !== undefined && !isKnownMap(map)) return unknown('The map is not known here.')
    const target = firstOf(asked.params, 'targetsystem')
    const same = target !== undefined && canonicalSystem(target) === canonicalSystem(coding.system)
    const found = same
      ? // The same list by another of its names.
        [{ system: target, code: coding.code, display: conceptOf(target, coding.code)?.display, map: undefined }]
      : translations(coding.system, coding.code, target, map)
    return parameters([
      { name: 'result', valueBoolean: found.length > 0 },
      ...(found.length === 0 ? [{ name: 'message', valueString: 'No map has this code.' }] : []),
      ...found.map(({ system, code, display, map: source }) => ({
        name: 'match',
        part: [
          { name: 'equivalence', valueCode: same ? 'equal' : 'equivalent' },
          { name: 'concept', valueCoding: { system, code, ...(display === undefined ? {} : { display }) } },
          ...(source === undefined ? [] : [{ name: 'source', valueUri: source }]),
        ],
      })),
    ])
  },
}

function codingOf({ params, body }: Asked): { system: string; code: string } | undefined {
  const given: Coding | undefined =
    parameterOf(body, 'coding')?.valueCoding ?? parameterOf(body, 'codeableConcept')?.valueCodeableConcept?.coding?.[0]
  const system = given?.system ?? firstOf(params, 'system')
  const code = given?.code ?? firstOf(params, 'code')
  return system === undefined || code === undefined ? undefined : { system, code }
}

function whole(params: Asked['params'], name: string, fallback: number): number | undefined {
  const value = firstOf(params, name)
  if (value === undefined) return fallback
  return /^\d{1,6}$/.test(value) ? Number(value) : undefined
}

function parameters(parameter: ParametersParameter[]): Answer {
  return { status: 200, resource: { resourceType: 'Parameters', parameter } }
}

function needed(what: string): Answer {
  return refused(refuse('invalid', 400, { diagnostics: `The operation needs ${what}.` }))
}

function unknown(what: string): Answer {
  return refused(refuse('code-unknown', 404, { diagnostics: what }))
}
