import Button from '@helsenorge/designsystem-react/components/Button'
import { useShortcutSetting, useTexts } from '@lomma/platform/web'
import type { OfficeRenewal } from '../contract/index.ts'
import styles from './case.module.css'
import type { Act } from './desk.ts'

interface Props {
  readonly renewal: OfficeRenewal
  readonly begun: Act | undefined
  readonly onApprove: () => void
  readonly onBegin: (act: Act) => void
}

const acts = [
  { act: 'change', key: 'C', needs: 'answer' },
  { act: 'decline', key: 'D', needs: 'answer' },
  { act: 'hand', key: 'H', needs: 'handOver' },
  { act: 'outside', key: 'O', needs: 'closeOutside' },
] as const

/** What the role may do, each with its key. */
export function AnswerButtons({ renewal, begun, onApprove, onBegin }: Props) {
  const { t } = useTexts()
  const { may } = renewal
  return (
    <fieldset className={styles.answer}>
      <legend className="only-spoken">{t('prescriptions.office.do.label')}</legend>
      {may.answer && (
        <Button variant={begun ? 'outline' : 'fill'} onClick={onApprove}>
          {t('prescriptions.office.do.approve')}
          <Key name="A" />
        </Button>
      )}
      {acts.map(
        ({ act, key, needs }) =>
          may[needs] && (
            <Button
              key={act}
              variant={needs === 'answer' ? 'outline' : 'borderless'}
              aria-expanded={begun === act}
              onClick={() => onBegin(act)}
            >
              {t(`prescriptions.office.do.${act}`)}
              <Key name={key} />
            </Button>
          ),
      )}
    </fieldset>
  )
}

function Key({ name }: { readonly name: string }) {
  const { on } = useShortcutSetting()
  return (
    on && (
      <span aria-hidden="true" className={styles.key}>
        {name}
      </span>
    )
  )
}
