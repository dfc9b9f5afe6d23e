import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import styles from './inbox.module.css'

/** As far back as the inbox looks. */
const mostYears = 10

interface Props {
  readonly since: string
  readonly years: number
  readonly onMore: () => void
}

/** How far back the list goes, and further; and the list on paper. */
export function Older({ since, years, onMore }: Props) {
  const { t } = useTexts()
  return (
    <div className="not-printed">
      <p className={styles.since}>{t('inbox.since', { since: since.slice(0, 10) })}</p>
      <Actions>
        {years < mostYears && (
          <Button variant="outline" onClick={onMore}>
            {t('inbox.older')}
          </Button>
        )}
        <Button variant="borderless" onClick={() => window.print()}>
          {t('inbox.print')}
        </Button>
      </Actions>
    </div>
  )
}
