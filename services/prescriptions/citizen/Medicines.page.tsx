import { Answer, EmptyState, Page, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Medicine, MedicineList } from '../contract/index.ts'
import { useMedicines } from './api.ts'
import { MedicineCards } from './MedicineCard.tsx'
import { fullName } from './names.ts'
import { PastMedicines } from './PastMedicines.tsx'
import { RenewableMedicines } from './RenewableMedicines.tsx'
import { SearchField } from './SearchField.tsx'
import { Sources } from './Sources.tsx'
import { WayOut } from './WayOut.tsx'

/** More than this, and a person searches rather than reads. */
const searchAbove = 15

export default function MedicinesPage() {
  const { t } = useTexts()
  const medicines = useMedicines()
  const lead = medicines.data ? <WhereYouStand list={medicines.data} /> : t('prescriptions.page.list.lead')
  return (
    <Page title={t('prescriptions.page.list.title')} lead={lead}>
      <Answer query={medicines} service="prescriptions" count={4}>
        {(list) => <Medicines list={list} />}
      </Answer>
    </Page>
  )
}

/** The first line answers "must I do something?". */
function WhereYouStand({ list }: { readonly list: MedicineList }) {
  const { t } = useTexts()
  const open = list.active.filter((one) => one.openRenewal !== null)
  const late = open.filter((one) => one.openRenewal?.late).length
  const said = [
    late > 0 && t('prescriptions.page.list.late', { count: late }),
    list.renewable > 0 && t('prescriptions.page.list.renewable', { count: list.renewable }),
    open.length > late && t('prescriptions.page.list.waiting', { count: open.length - late }),
    late === 0 && list.renewable === 0 && t('prescriptions.page.list.nothing'),
  ]
  return said.filter(Boolean).join(' ')
}

function Medicines({ list }: { readonly list: MedicineList }) {
  const { t } = useTexts()
  const [words, setWords] = useState('')
  if (list.active.length === 0 && list.past.length === 0)
    return (
      <>
        <EmptyState title={t('prescriptions.page.list.empty-title')}>
          <p>{t('prescriptions.page.list.empty-text')}</p>
        </EmptyState>
        <WayOut {...list.wayOut} />
      </>
    )
  const active = list.active.filter((one) => matches(one, words))
  const past = list.past.filter((one) => matches(one, words))
  const many = list.active.length + list.past.length > searchAbove
  return (
    <>
      {many && <SearchField words={words} onWords={setWords} found={active.length + past.length} />}
      {list.active.length === 0 && <p>{t('prescriptions.page.list.empty-active')}</p>}
      <ActiveMedicines medicines={active} />
      {past.length > 0 && <PastMedicines medicines={past} open={words !== ''} />}
      <Sources medicines={[...list.active, ...list.past]} />
      <WayOut {...list.wayOut} />
    </>
  )
}

/** By whose turn it is: what you can do, what the office owes you, the rest. */
function ActiveMedicines({ medicines }: { readonly medicines: readonly Medicine[] }) {
  const { t } = useTexts()
  const renewable = medicines.filter((one) => one.renewal.allowed)
  const open = medicines.filter((one) => one.openRenewal !== null)
  const late = open.filter((one) => one.openRenewal?.late)
  const waiting = open.filter((one) => !one.openRenewal?.late)
  const others = medicines.filter((one) => !one.renewal.allowed && one.openRenewal === null)
  const alone = renewable.length + open.length === 0
  return (
    <>
      {late.length > 0 && (
        <Section title={t('prescriptions.page.list.overdue')}>
          <MedicineCards medicines={late} />
        </Section>
      )}
      {renewable.length > 0 && <RenewableMedicines medicines={renewable} />}
      {waiting.length > 0 && (
        <Section title={t('prescriptions.page.list.at-office')}>
          <MedicineCards medicines={waiting} />
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t(alone ? 'prescriptions.page.list.in-use' : 'prescriptions.page.list.others')}>
          <MedicineCards medicines={others} />
        </Section>
      )}
    </>
  )
}

function matches(
  medicine: Pick<Medicine, 'name' | 'strength' | 'form' | 'use' | 'prescribedBy'>,
  words: string,
): boolean {
  const said = `${fullName(medicine)} ${medicine.use ?? ''} ${medicine.prescribedBy ?? ''}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word))
}
