import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, Answer, EmptyState, Page, PartialFailure, Section } from '@lomma/platform/ui'
import { useSession, useTexts } from '@lomma/platform/web'
import type { VaccineList } from '../contract/index.ts'
import { useVaccines } from './api.ts'
import { Doses } from './Doses.tsx'
import { isPressing, Programme } from './Programme.tsx'
import styles from './vaccines.module.css'

export default function VaccinesPage() {
  const { t } = useTexts()
  const vaccines = useVaccines()
  return (
    <Page
      title={t('vaccines.title')}
      lead={vaccines.data ? <WhereYouStand list={vaccines.data} /> : t('vaccines.lead')}
    >
      <Answer query={vaccines} service="vaccines" count={4}>
        {(list) => <Vaccines list={list} reload={vaccines.reload} />}
      </Answer>
    </Page>
  )
}

/** The first line answers "must I do something?". */
function WhereYouStand({ list }: { readonly list: VaccineList }) {
  const { t } = useTexts()
  if (list.programme === null) return t('vaccines.lead')
  const pressing = list.programme.filter(isPressing).length
  return pressing > 0 ? t('vaccines.programme.pressing', { count: pressing }) : t('vaccines.programme.nothing')
}

function Vaccines({ list, reload }: { readonly list: VaccineList; readonly reload: () => void }) {
  const { t } = useTexts()
  return (
    <>
      <PrintHead today={list.today} />
      {list.silent.includes('gp') && <PartialFailure source={t('vaccines.gp-register')} onRetry={reload} />}
      {list.programme === null ? (
        <Section title={t('vaccines.programme.title')}>
          <EmptyState title={t('vaccines.programme.no-birth-date.title')}>
            <p>{t('vaccines.programme.no-birth-date.body')}</p>
          </EmptyState>
        </Section>
      ) : (
        <Programme items={list.programme} gp={list.gp} />
      )}
      <Section title={t('vaccines.doses.title')}>
        <Doses doses={list.doses} />
      </Section>
      <Actions>
        <Button htmlMarkup="a" href="/vaksiner/bevis">
          {t('vaccines.certificate')}
        </Button>
        <Button variant="outline" onClick={() => window.print()}>
          {t('vaccines.print')}
        </Button>
      </Actions>
    </>
  )
}

/** Whose list it is and from which day: only on paper, where the page's frame is gone. */
function PrintHead({ today }: { readonly today: string }) {
  const { t, formatDate } = useTexts()
  const { name } = useSession()
  return (
    <p className={styles.onPaper}>
      {name ?? ''}. {t('vaccines.printed', { today: formatDate(today) })}
    </p>
  )
}
