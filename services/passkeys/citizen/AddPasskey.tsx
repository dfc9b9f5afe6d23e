import Button from '@helsenorge/designsystem-react/components/Button'
import Input from '@helsenorge/designsystem-react/components/Input'
import Label from '@helsenorge/designsystem-react/components/Label'
import { ActButton, Actions, ErrorState } from '@lomma/platform/ui'
import { addPasskey, loginHref, useCommand, useLanguage, useTexts } from '@lomma/platform/web'
import { useState } from 'react'

interface Props {
  readonly mayAdd: boolean
  readonly onAdded: () => void
}

/** A new key on this device. Only somebody who has just shown a national ID may make one. */
export function AddPasskey({ mayAdd, onAdded }: Props) {
  const { t } = useTexts()
  const { language } = useLanguage()
  const phone = matchMedia('(pointer: coarse)').matches
  const [name, setName] = useState(t(phone ? 'passkeys.add.phone' : 'passkeys.add.computer'))
  const add = useCommand((input: { name: string }) => addPasskey(input.name), {
    invalidates: ['passkeys'],
    onDone: onAdded,
  })
  const submit = () => void add.run({ name: name.trim() })
  if (!mayAdd)
    return (
      <>
        <p>{t('passkeys.add.id-first')}</p>
        <Actions>
          <Button htmlMarkup="a" href={`${loginHref('/meg/passnokler', language)}&pa-nytt=1`}>
            {t('passkeys.add.sign-in')}
          </Button>
        </Actions>
      </>
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim()) submit()
      }}
    >
      <p>{t('passkeys.add.how')}</p>
      <Input
        inputId="passkey-name"
        label={<Label labelTexts={[{ text: t('passkeys.add.name') }]} />}
        value={name}
        onChange={(event) => setName(event.target.value.slice(0, 60))}
        {...(name.trim() ? {} : { error: true, errorText: t('passkeys.add.name-missing') })}
      />
      {add.failure && !add.pending && <ErrorState failure={add.failure} service="passkeys" />}
      <Actions>
        <ActButton act={t('passkeys.add.act')} onAct={() => name.trim() && submit()} pending={add.pending} />
      </Actions>
    </form>
  )
}
