import { FactList, Section, SourceLine } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Gp } from '../contract/index.ts'

/** Whose list the citizen is on, who stands in, who else is there, and where to change GP. */
export function About({ gp: { doctor, substitute, colleagues, office } }: { readonly gp: Gp }) {
  const { t } = useTexts()
  const standIn =
    substitute &&
    (substitute.until ? t('gp.about.until', { doctor: substitute.doctor, until: substitute.until }) : substitute.doctor)
  return (
    <Section title={t('gp.about.title')}>
      <FactList
        facts={[
          { term: t('gp.about.list'), value: doctor },
          ...(standIn ? [{ term: t('gp.about.substitute'), value: standIn }] : []),
          ...(colleagues.length > 0
            ? [{ term: t('gp.about.colleagues', { office: office.name }), value: colleagues.join(', ') }]
            : []),
          { term: t('gp.about.change.title'), value: t('gp.about.change.how') },
        ]}
      />
      <SourceLine source={t('gp.register')} />
    </Section>
  )
}
