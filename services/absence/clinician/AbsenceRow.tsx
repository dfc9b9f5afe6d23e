import Button from '@helsenorge/designsystem-react/components/Button'
import { ConfirmSheet, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Absence } from '../contract/index.ts'
import styles from './absence.module.css'
import { useEndAbsence } from './api.ts'

interface Props {
  readonly absence: Absence
  /** Of the doctor's role; absent when the person may not write it. */
  readonly version: string | undefined
  readonly onEdit?: (absence: Absence) => void
  readonly onEnded?: () => void
}

/** One absence: who, when, what is closed, who stands in, and what can be done with it. */
export function AbsenceRow({ absence, version, onEdit, onEnded }: Props) {
  const { t } = useTexts()
  const { doctor, from, until, kinds, standIn, now, mayChange } = absence
  const [ending, setEnding] = useState(false)
  const services = kinds.map((kind) => t(`ui.officeService.${kind}`)).join(', ')
  return (
    <li className={styles.row}>
      <p className={styles.who}>
        <span>{doctor}</span>
        {now && <span className={styles.now}>{t('absence.list.now')}</span>}
      </p>
      <p>{t('absence.list.days', { from, until, same: from === until ? 'yes' : 'no' })}</p>
      <p className={styles.soft}>
        {kinds.length === 0
          ? t('absence.list.list', { name: standIn?.name ?? '' })
          : t('absence.list.closed', { services })}
      </p>
      {kinds.length > 0 && (
        <p className={styles.soft}>
          {standIn ? t('absence.list.standIn', { name: standIn.name }) : t('absence.list.nobody')}
        </p>
      )}
      {mayChange && version !== undefined && onEdit && onEnded && (
        <div className={styles.rowActions}>
          <Button
            variant="borderless"
            onClick={() => onEdit(absence)}
            aria-label={t('absence.list.changeOf', { doctor })}
          >
            {t('absence.list.change')}
          </Button>
          <Button
            variant="borderless"
            onClick={() => setEnding(true)}
            aria-label={t(now ? 'absence.list.backOf' : 'absence.list.dropOf', { doctor })}
          >
            {t(now ? 'absence.list.back' : 'absence.list.drop')}
          </Button>
        </div>
      )}
      {ending && version !== undefined && onEnded && (
        <EndSheet absence={absence} version={version} onEnded={onEnded} onClose={() => setEnding(false)} />
      )}
    </li>
  )
}

interface EndProps {
  readonly absence: Absence
  readonly version: string
  readonly onEnded: () => void
  readonly onClose: () => void
}

function EndSheet({ absence, version, onEnded, onClose }: EndProps) {
  const { t } = useTexts()
  const end = useEndAbsence(() => {
    onClose()
    onEnded()
  })
  const kind = absence.now ? 'back' : 'drop'
  return (
    <ConfirmSheet
      title={t(`absence.end.${kind}.title`)}
      act={t(`absence.list.${kind}`)}
      pending={end.pending}
      onConfirm={() => void end.run({ id: absence.id, role: absence.role, version })}
      onClose={onClose}
    >
      <p>{t(`absence.end.${kind}.text`, { doctor: absence.doctor })}</p>
      {end.failure && <ErrorState failure={end.failure} service="absence" />}
    </ConfirmSheet>
  )
}
