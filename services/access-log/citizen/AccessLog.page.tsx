import { Answer, Page, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import { type Filter, useNewest } from './api.ts'
import { Choices } from './Choices.tsx'
import { LookUps } from './LookUps.tsx'
import { Rights } from './Rights.tsx'

/** G8: who has looked in my record, what at, and why. */
export default function AccessLogPage() {
  const { t } = useTexts()
  const [filter, setFilter] = useState<Filter>({ who: 'all', own: false })
  const newest = useNewest(filter)
  return (
    <Page
      title={t('access-log.title')}
      lead={t('access-log.lead')}
      back={{ href: '/meg', label: t('access-log.back') }}
    >
      <p>
        <a href="#unknown-look-up">{t('access-log.unknown.link')}</a>
      </p>
      <Section title={t('access-log.list')}>
        <Choices filter={filter} onFilter={setFilter} />
        <Answer query={newest} service="access-log" count={5}>
          {(data) => <LookUps key={`${filter.who}.${filter.own}`} filter={filter} newest={data} />}
        </Answer>
      </Section>
      <Rights />
    </Page>
  )
}
