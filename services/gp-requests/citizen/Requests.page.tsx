import FormGroup from '@helsenorge/designsystem-react/components/FormGroup'
import Label from '@helsenorge/designsystem-react/components/Label'
import RadioButton from '@helsenorge/designsystem-react/components/RadioButton'
import { Page, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import { type RequestKind, requestKinds } from '../contract/index.ts'
import { Request } from './Request.tsx'

/** What can be ordered from the office: each says what it is for; the chosen one opens below. */
export default function RequestsPage() {
  const { t } = useTexts()
  const [kind, setKind] = useState<RequestKind>()
  return (
    <Page
      title={t('gp-requests.title')}
      lead={t('gp-requests.lead')}
      back={{ href: '/fastlege', label: t('gp-requests.back') }}
    >
      <FormGroup legend={t('gp-requests.which')}>
        {requestKinds.map((one) => (
          <RadioButton
            key={one}
            inputId={`request-${one}`}
            name="request"
            checked={kind === one}
            onChange={() => setKind(one)}
            label={
              <Label
                labelTexts={[
                  { text: t(`gp-requests.kind.${one}`), type: 'normal' },
                  { text: t(`gp-requests.for.${one}`), type: 'subdued' },
                ]}
              />
            }
          />
        ))}
      </FormGroup>
      {kind && (
        <Section title={t(`gp-requests.kind.${kind}`)}>
          <Request key={kind} kind={kind} />
        </Section>
      )}
    </Page>
  )
}
