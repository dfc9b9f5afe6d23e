import { OfficeThread } from '@lomma/platform/desk'
import type { CaseProps } from '@lomma/platform/web'

/** One e-consultation in the office's queue. */
export default function EConsultationCase(props: CaseProps) {
  return <OfficeThread service="e-consultation" {...props} />
}
