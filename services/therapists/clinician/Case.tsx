import { OfficeThread } from '@lomma/platform/desk'
import type { CaseProps } from '@lomma/platform/web'

/** One message to a practice, in its queue. */
export default function TherapistCase(props: CaseProps) {
  return <OfficeThread service="therapists" {...props} />
}
