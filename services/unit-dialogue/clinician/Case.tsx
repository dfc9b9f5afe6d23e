import { OfficeThread } from '@lomma/platform/desk'
import type { CaseProps } from '@lomma/platform/web'

/** One message to a unit in the hospital's queue. */
export default function UnitCase(props: CaseProps) {
  return <OfficeThread service="unit-dialogue" {...props} />
}
