import Button from '@helsenorge/designsystem-react/components/Button'
import { useTexts } from '@lomma/platform/web'
import type { NoticeContent } from '../contract/index.ts'
import type { FaultAt } from './Editor.tsx'
import { Field } from './Field.tsx'
import styles from './setup.module.css'

interface Props {
  readonly notices: readonly NoticeContent[]
  readonly today: string
  readonly faultAt: FaultAt
  readonly onSet: (notices: NoticeContent[]) => void
}

/** What the office wants to say for a while, at the top of the citizens' page. */
export function NoticeFields({ notices, today, faultAt, onSet }: Props) {
  const { t } = useTexts()
  const change = (at: number, more: Partial<NoticeContent>) =>
    onSet(notices.map((one, index) => (index === at ? { ...one, ...more } : one)))
  return (
    <section>
      <h2>{t('office-admin.notices.title')}</h2>
      {notices.map((one, at) => (
        <fieldset key={at} className={styles.service}>
          <legend>{t('office-admin.notices.nr', { nr: at + 1 })}</legend>
          <div className={styles.fields}>
            <Field label={t('office-admin.notices.text')} fault={faultAt(`notices.${at}`)} wide>
              {(props) => (
                <textarea
                  {...props}
                  rows={2}
                  maxLength={1000}
                  value={one.text}
                  onChange={(event) => change(at, { text: event.target.value })}
                />
              )}
            </Field>
            {(['from', 'until'] as const).map((edge) => (
              <Field key={edge} label={t(`office-admin.notices.${edge}`)} fault={undefined}>
                {(props) => (
                  <input
                    {...props}
                    type="date"
                    value={one[edge]}
                    onChange={(event) => change(at, { [edge]: event.target.value })}
                  />
                )}
              </Field>
            ))}
          </div>
          <Button variant="borderless" onClick={() => onSet(notices.filter((_, index) => index !== at))}>
            {t('office-admin.notices.remove', { nr: at + 1 })}
          </Button>
        </fieldset>
      ))}
      <p className={styles.error}>{faultAt('notices')}</p>
      <Button variant="outline" onClick={() => onSet([...notices, { text: '', from: today, until: today }])}>
        {t('office-admin.notices.add')}
      </Button>
    </section>
  )
}
