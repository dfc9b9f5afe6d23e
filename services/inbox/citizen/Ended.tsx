import Button from '@helsenorge/designsystem-react/components/Button'
import type { Thread } from '@lomma/platform/thread'
import { Actions, Notice, Phone } from '@lomma/platform/ui'
import { useHasScreen, useTexts } from '@lomma/platform/web'

/** It is over: a new message about the same where there is a way, and the phone in any case. */
export function Ended({ thread: { may, phone, office } }: { readonly thread: Thread }) {
  const { t } = useTexts()
  const hasScreen = useHasScreen()
  return (
    <>
      <Notice title={t('inbox.ended.title')}>
        <p>
          {t('inbox.ended.body')}{' '}
          {phone && (
            <>
              {t('inbox.ended.call', { office })} <Phone number={phone} />.
            </>
          )}
        </p>
      </Notice>
      {may.again && hasScreen(may.again) && (
        <Actions>
          <Button htmlMarkup="a" href={may.again}>
            {t('inbox.ended.again')}
          </Button>
        </Actions>
      )}
    </>
  )
}
