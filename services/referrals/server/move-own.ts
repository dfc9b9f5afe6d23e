import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { Stored, StoreTransaction } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import type { ServiceRequest } from '@medplum/fhirtypes'
import type { ChoosePlace, Referral, RefusalCode, Versioned } from '../contract/index.ts'
import { assessBy } from '../domain/deadline.ts'
import { readReferral } from '../fhir/read-referral.ts'
import { advanceReferral } from '../fhir/write-referral.ts'
import { lockWorkRow, places } from './queries.ts'
import type { CitizenContext } from './record.ts'
import { showReferral } from './show-referral.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>
type Change = (
  request: Stored<ServiceRequest>,
  tx: StoreTransaction,
) => Promise<Stored<ServiceRequest> | Refusal<RefusalCode>>

/** The citizen chooses another place that gives the treatment: the referral goes there (pasient- og brukerrettighetsloven § 2-4). */
export function choosePlace(
  context: CitizenContext,
  id: string,
  { unit, version }: ChoosePlace,
  deps: Parts,
): Promise<Referral | Refusal> {
  return move(context, { id, version }, deps, async (request, tx) => {
    const treatment = readReferral(request).treatment ?? ''
    const [place] = await places(tx.sql, { treatment, unit })
    if (!place) return refuse('place-unknown', 422)
    return advanceReferral(request, {
      step: 'chosen',
      at: tx.now,
      assessBy: assessBy(tx.now),
      place: {
        unit: { id: place.unit, name: place.name },
        hospital: { id: place.hospital, name: place.hospitalName },
      },
    })
  })
}

/** … and takes it back, until somebody there has received it. */
export function undoChoice(
  context: CitizenContext,
  id: string,
  { version }: Versioned,
  deps: Parts,
): Promise<Referral | Refusal> {
  return move(context, { id, version }, deps, async (request, tx) =>
    advanceReferral(request, { step: 'undone', at: tx.now }),
  )
}

/** The citizen does not want what the referral asks for. */
export function withdrawReferral(
  context: CitizenContext,
  id: string,
  { version }: Versioned,
  deps: Parts,
): Promise<Referral | Refusal> {
  return move(context, { id, version }, deps, async (request, tx) =>
    advanceReferral(request, { step: 'withdrawn', at: tx.now }),
  )
}

/** One of the citizen's own is changed; the guard says whether it may. */
async function move(
  context: CitizenContext,
  { id, version }: { readonly id: string; readonly version: string },
  deps: Parts,
  change: Change,
): Promise<Referral | Refusal> {
  const done = await deps.store.command(context, async (tx) => {
    const row = await lockWorkRow(tx.sql, id)
    const request = row?.citizen === context.actor.citizen ? await tx.read('ServiceRequest', id) : undefined
    if (!request) return refuse<RefusalCode>('not-found', 404)
    if (request.meta.versionId !== version) return refuse<RefusalCode>('changed-meanwhile', 409)
    const changed = await change(request, tx)
    if (isRefusal(changed)) return changed
    await tx.update(changed)
    return { id }
  })
  return isRefusal(done) ? done : showReferral(context, id, deps)
}
