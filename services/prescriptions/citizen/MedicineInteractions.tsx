import { Notice, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Medicine } from '../contract/index.ts'

/** Medicines to be aware of together: what to ask about before what is good to know. */
export function MedicineInteractions({ medicine }: { readonly medicine: Medicine }) {
  const { t } = useTexts()
  const sorted = [...medicine.interactions].sort((a, b) => Number(b.weight === 'ask') - Number(a.weight === 'ask'))
  const sources = [...new Set(sorted.map(({ source }) => source))].join(', ')
  return (
    <Section title={t('prescriptions.page.medicine.interactions')}>
      {sorted.map(({ key, weight, withMedicine }) => (
        <Notice
          key={`${key} ${withMedicine.id}`}
          tone={weight === 'ask' ? 'attention' : 'plain'}
          title={t(`prescriptions.interaction.weight-${weight}`)}
        >
          <p>{t(`prescriptions.interaction.${key}`, { a: medicine.name, b: withMedicine.name })}</p>
        </Notice>
      ))}
      <p>{t('prescriptions.page.medicine.interaction-source', { source: sources })}</p>
    </Section>
  )
}
