import { caseHref, navigate, useParams } from '@lomma/platform/web'
import { useEffect } from 'react'
import { renewalKind } from '../contract/index.ts'

/** Links from before the office had one queue for everything go on working. */
export default function OldAddress() {
  const { task } = useParams()
  useEffect(() => navigate(task === undefined ? '/kontor' : caseHref(renewalKind, task), { replace: true }), [task])
  return null
}
