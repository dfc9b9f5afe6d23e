import type { Parameters, ParametersParameter } from '@medplum/fhirtypes'
import type { Answer, Call } from '../door/parts.ts'
import type { Resource, ResourceType } from '../types.ts'

export type Params = readonly (readonly [name: string, value: string])[]

/** A call of an operation, whichever way it came. */
export interface Asked {
  readonly method: 'GET' | 'POST'
  readonly type: ResourceType | undefined
  readonly id: string | undefined
  /** Query of the address and simple values of a Parameters body, together. */
  readonly params: Params
  /** The body as it came: Parameters, or the resource itself. */
  readonly body: Resource | undefined
  readonly prefer: string | undefined
  /** Accept-Language. */
  readonly language: string | undefined
}

export type Level = 'system' | 'type' | 'instance'

/** One operation that the door serves; the CapabilityStatement lists it from here. */
export interface Operation {
  /** Without the `$`. */
  readonly name: string
  readonly definition: string
  readonly levels: readonly Level[]
  /** On which types; for system level none is needed. */
  readonly types: readonly ResourceType[] | 'any'
  readonly methods: readonly ('GET' | 'POST')[]
  /** Named among the capabilities of `.well-known/smart-configuration`, where a standard asks for it. */
  readonly smartCapability?: string
  run(call: Call, asked: Asked): Promise<Answer>
}

/** The first value of a parameter. */
export function firstOf(params: Params, name: string): string | undefined {
  return params.find(([candidate]) => candidate === name)?.[1]
}

/** All values of a parameter, comma-separated ones apart. */
export function allOf(params: Params, name: string): string[] {
  return params
    .filter(([candidate]) => candidate === name)
    .flatMap(([, value]) => value.split(','))
    .map((value) => value.trim())
    .filter(Boolean)
}

/** A parameter of a Parameters body. */
export function parameterOf(body: Resource | undefined, name: string): ParametersParameter | undefined {
  return body?.resourceType === 'Parameters' ? listed(body).find((given) => given.name === name) : undefined
}

/** The parameters of a body that may be what is to be validated, and then be anything. */
function listed({ parameter }: Parameters): ParametersParameter[] {
  return Array.isArray(parameter) ? parameter.filter((given) => typeof given === 'object' && given !== null) : []
}

/** Simple values of a Parameters body, as if they stood in the address. */
export function simpleValues(body: Parameters): Params {
  return listed(body).flatMap((parameter) => {
    const [, value] = Object.entries(parameter).find(([key]) => key.startsWith('value')) ?? []
    const name = parameter.name
    return name !== undefined && ['string', 'number', 'boolean'].includes(typeof value) ? [[name, String(value)]] : []
  })
}
