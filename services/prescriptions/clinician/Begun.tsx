import { HandOverForm, WordsForm } from '@lomma/platform/desk'
import { type FilledTemplate, useTexts } from '@lomma/platform/web'
import type { Decision, OfficeRenewal } from '../contract/index.ts'
import { medicineWords } from '../domain/medicine-words.ts'
import { useHandOver } from './api.ts'
import type { Act } from './CaseAnswer.tsx'
import { ChangeForm } from './ChangeForm.tsx'

interface Props {
  readonly renewal: OfficeRenewal
  readonly begun: Act | undefined
  readonly templates: readonly FilledTemplate[]
  readonly onAnswer: (decision: Decision) => void
  readonly onFold: () => void
}

/** The form of what the person has begun to do. */
export function Begun({ begun, ...props }: Props) {
  const { renewal, onAnswer, onFold } = props
  switch (begun) {
    case 'change':
      return <ChangeForm renewal={renewal} onAnswer={onAnswer} onCancel={onFold} />
    case 'decline':
    case 'outside':
      return <Words kind={begun} {...props} />
    case 'hand':
      return <HandOver renewal={renewal} onFold={onFold} />
    default:
      return null
  }
}

function Words({ kind, renewal, templates, onAnswer, onFold }: Omit<Props, 'begun'> & { kind: 'decline' | 'outside' }) {
  const { t } = useTexts()
  const key = (name: string) => `prescriptions.office.${kind}.${name}`
  const { medicine } = renewal
  const head = medicine ? medicineWords(medicine) : t('prescriptions.office.row.some-medicine')
  return (
    <WordsForm
      use={kind}
      texts={{
        title: t(key('title')),
        label: t(key('text')),
        act: t(key('submit')),
        missing: t(key('missing')),
        previewHead: t(key('preview-head'), { medicine: head }),
      }}
      templates={templates}
      destructive={kind === 'decline'}
      onWords={(words) => onAnswer(kind === 'decline' ? { kind, reason: words } : { kind, explanation: words })}
      onCancel={onFold}
    />
  )
}

function HandOver({ renewal, onFold }: Pick<Props, 'renewal' | 'onFold'>) {
  const { task, version, colleagues, handedTo } = renewal
  const handOver = useHandOver(onFold)
  return (
    <HandOverForm
      colleagues={colleagues}
      handedTo={handedTo}
      service="prescriptions"
      pending={handOver.pending}
      failure={handOver.failure}
      onHandOver={(to) => void handOver.run({ task, version, to })}
      onCancel={onFold}
    />
  )
}
