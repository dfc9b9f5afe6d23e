import { OfficeThread } from '@lomma/platform/desk'
import type { CaseProps } from '@lomma/platform/web'

/** One message to the office in the office's queue. */
export default function ContactCase(props: CaseProps) {
  return <OfficeThread service="contact-office" {...props} />
}
