import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, ErrorState, Notice } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Referral } from '../contract/index.ts'
import { useMove } from './api.ts'

/** The citizen has chosen another place: said, and undone with one press until it has been received there. */
export function Chosen({ one }: { readonly one: Referral }) {
  const { t } = useTexts()
  const undo = useMove(one.id, 'undo', () => undefined)
  if (one.previous === null) return null
  return (
    <Notice tone="good" title={t('referrals.chosen.title', { hospital: one.unit.hospital })} announced>
      <p>{t('referrals.chosen.text', { hospital: one.previous.hospital })}</p>
      {undo.failure && <ErrorState failure={undo.failure} service="referrals" />}
      <Actions>
        <Button
          variant="outline"
          aria-disabled={undo.pending}
          onClick={() => !undo.pending && void undo.run({ version: one.version })}
        >
          {t('referrals.chosen.undo')}
        </Button>
      </Actions>
    </Notice>
  )
}
