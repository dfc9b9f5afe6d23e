import { OfficeThread } from '@lomma/platform/desk'
import type { CaseProps } from '@lomma/platform/web'

/** One request in the office's queue. A copy of the journal is handed out as an attachment to the answer. */
export default function RequestCase(props: CaseProps) {
  return <OfficeThread service="gp-requests" {...props} />
}
