import { PartialFailure, SourceLine } from '@lomma/platform/ui'
import type { HospitalAppointment } from '../contract/index.ts'
import { useAskAgain } from './api.ts'

/** Who knows this and when it was fetched; a region that does not answer is named, with since when and whom to ring. */
export function Origin({ one }: { readonly one: HospitalAppointment }) {
  const ask = useAskAgain(one.id)
  const { origin } = one
  return (
    <>
      <SourceLine source={origin.name} at={origin.takenAt} />
      {origin.failedSince && (
        <PartialFailure
          source={origin.name}
          since={origin.failedSince}
          {...(origin.phone ? { phone: origin.phone } : {})}
          onRetry={() => void ask.run({})}
        />
      )}
    </>
  )
}
