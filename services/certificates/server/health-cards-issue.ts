import type { CitizenActor, Context } from '@lomma/platform/access'
import { isRefusal, refuse } from '@lomma/platform/errors'
import {
  type Answer,
  type Asked,
  allOf,
  type Call,
  firstOf,
  masked,
  type Operation,
  type ResourceOf,
  refused,
} from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import { cardTypes } from '../fhir/card.ts'
import { issueIn } from './issue.ts'
import { showCertificate } from './show.ts'

type Parameters = ResourceOf<'Parameters'>
type Parameter = NonNullable<Parameters['parameter']>[number]

const empty: Answer = { status: 200, resource: { resourceType: 'Parameters' } }

/** `Patient/<id>/$health-cards-issue`: an app gets its citizen's vaccines as signed cards (SMART Health Cards). */
export function healthCardsIssue(deps: Deps): Operation {
  return {
    name: 'health-cards-issue',
    definition: 'https://spec.smarthealth.cards/artifacts/operation-patient-i-health-cards-issue.json',
    levels: ['instance'],
    types: ['Patient'],
    methods: ['POST'],
    smartCapability: 'health-cards',
    run: (call, asked) => run(call, asked, deps),
  }
}

async function run(call: Call, asked: Asked, deps: Deps): Promise<Answer> {
  const { context } = call
  // A certificate is the citizen's own act: a system that acts for nobody learns nothing here, not even who is there.
  if (!isCitizens(context))
    return refused(refuse('only-own-certificate', 403, { diagnostics: 'Use a token of the patient.' }))
  if (asked.id !== context.actor.citizen) return refused(refuse('not-found', 404))
  const types = allOf(asked.params, 'credentialType')
  if (types.length === 0)
    return refused(refuse('required', 400, { diagnostics: 'credentialType is required.', expression: ['Parameters'] }))
  // Several types mean cards that are all of them.
  if (!types.every(isOurs)) return empty
  const since = firstOf(asked.params, '_since') ?? ''
  const made = await deps.store.command(context, (tx) =>
    issueIn(tx, context.actor, (vaccines) =>
      vaccines.filter(({ why, on }) => why === null && on !== null && on >= since.slice(0, on.length)),
    ),
  )
  if (isRefusal(made)) return refused(masked(call, made))
  if (made.number === null) return empty
  const shown = await showCertificate(context, made.number, deps)
  return isRefusal(shown) ? refused(masked(call, shown)) : answer(shown.paper?.cards ?? [], call.parts.base)
}

function isCitizens(context: Context): context is Context & { actor: CitizenActor } {
  return context.actor.kind === 'citizen'
}

/** In full, or with the `#` alone as the first version of the standard wrote it. */
function isOurs(type: string): boolean {
  return cardTypes.some((own) => type === own || type === own.slice(own.indexOf('#')))
}

function answer(cards: readonly { jws: string; vaccines: readonly { id: string }[] }[], base: string): Answer {
  const credentials: Parameter[] = cards.map(({ jws }) => ({ name: 'verifiableCredential', valueString: jws }))
  const links: Parameter[] = cards.flatMap(({ vaccines }, at) =>
    vaccines.map(({ id }, entry) => ({
      name: 'resourceLink',
      part: [
        { name: 'vcIndex', valueInteger: at },
        // Entry 0 is the Patient.
        { name: 'bundledResource', valueUri: `resource:${entry + 1}` },
        { name: 'hostedResource', valueUri: `${base}/Immunization/${id}` },
      ],
    })),
  )
  return { status: 200, resource: { resourceType: 'Parameters', parameter: [...credentials, ...links] } }
}
