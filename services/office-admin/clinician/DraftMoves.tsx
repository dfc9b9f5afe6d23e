import Button from '@helsenorge/designsystem-react/components/Button'
import { ActButton, Actions, ConfirmSheet, ErrorState, Notice } from '@lomma/platform/ui'
import { navigate, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Draft, Move } from '../contract/index.ts'
import { ApproveForm } from './ApproveForm.tsx'
import { useMove } from './api.ts'
import type { DraftEditor } from './use-editor.ts'

interface Props {
  readonly editor: DraftEditor
  readonly onMoved: () => void
}

/** What can be done with the draft now, and by this person. */
export function DraftMoves({ editor, onMoved }: Props) {
  const { t } = useTexts()
  const { now } = editor
  const moved = (draft: Draft) => {
    editor.moved(draft)
    onMoved()
  }
  const submit = useMove<Move>(now.id, 'submit', moved)
  const takeBack = useMove<Move>(now.id, 'take-back', moved)
  const run = async (move: typeof submit) => {
    const kept = await editor.flush()
    if (kept) await move.run({ revision: kept.revision })
  }
  const failure = submit.failure ?? takeBack.failure
  return (
    <>
      {now.stale && now.state !== 'live' && now.state !== 'replaced' && <Stale editor={editor} onMoved={moved} />}
      {now.state === 'submitted' && !now.may.approve && (
        <Notice>
          <p>{t('office-admin.waitsForOther')}</p>
        </Notice>
      )}
      {now.state === 'live' && (
        <Notice tone="good" announced>
          <p>{t('office-admin.isLive')}</p>
        </Notice>
      )}
      {now.may.approve && !now.stale && <ApproveForm draft={now} onMoved={moved} />}
      {failure && <ErrorState failure={failure} service="office-admin" />}
      <Actions>
        {now.may.edit && (
          <ActButton act={t('office-admin.submit')} onAct={() => void run(submit)} pending={submit.pending} />
        )}
        {now.may.takeBack && (
          <Button variant="outline" onClick={() => void run(takeBack)}>
            {t('office-admin.takeBack')}
          </Button>
        )}
        {now.may.discard && <Discard editor={editor} />}
      </Actions>
    </>
  )
}

/** Somebody else's draft has gone live: the changes are laid over what citizens see now. */
function Stale({ editor, onMoved }: { readonly editor: DraftEditor; readonly onMoved: (draft: Draft) => void }) {
  const { t } = useTexts()
  const refresh = useMove<Move>(editor.now.id, 'refresh', onMoved)
  const run = async () => {
    const kept = await editor.flush()
    if (kept) await refresh.run({ revision: kept.revision })
  }
  return (
    <Notice tone="attention" title={t('office-admin.stale.title')}>
      <p>{t('office-admin.stale.text')}</p>
      {refresh.failure && <ErrorState failure={refresh.failure} service="office-admin" />}
      <Actions>
        <Button variant="outline" aria-disabled={refresh.pending} onClick={() => void run()}>
          {t('office-admin.stale.act')}
        </Button>
      </Actions>
    </Notice>
  )
}

function Discard({ editor }: { readonly editor: DraftEditor }) {
  const { t } = useTexts()
  const [asking, setAsking] = useState(false)
  const discard = useMove<Move>(editor.now.id, 'discard', () => navigate('/kontor/oppsett'))
  const run = async () => {
    const kept = await editor.flush()
    await discard.run({ revision: (kept ?? editor.now).revision })
  }
  return (
    <>
      <Button variant="borderless" onClick={() => setAsking(true)}>
        {t('office-admin.discard.act')}
      </Button>
      {asking && (
        <ConfirmSheet
          title={t('office-admin.discard.title')}
          act={t('office-admin.discard.act')}
          destructive
          pending={discard.pending}
          onConfirm={() => void run()}
          onClose={() => setAsking(false)}
        >
          <p>{t('office-admin.discard.text')}</p>
          {discard.failure && <ErrorState failure={discard.failure} service="office-admin" />}
        </ConfirmSheet>
      )}
    </>
  )
}
