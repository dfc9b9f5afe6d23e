import Button from '@helsenorge/designsystem-react/components/Button'
import Input from '@helsenorge/designsystem-react/components/Input'
import Label from '@helsenorge/designsystem-react/components/Label'
import { Answer, EmptyState, Page, Row, Rows, Section } from '@lomma/platform/ui'
import { useSearchParams, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import { type Found, type PracticeList, practiceKindSchema } from '../contract/index.ts'
import { useFind } from './api.ts'
import styles from './therapists.module.css'

/** B9: who treats near me, and when is the first free time? The address carries the search, so that it can be gone back to. */
export default function FindPage() {
  const { t } = useTexts()
  const [search, setSearch] = useSearchParams()
  const [place, kind] = [search.get('sted') ?? '', search.get('slag') ?? '']
  const query = useFind(place, kind)
  const set = (values: { sted?: string; slag?: string }) => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(values)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    setSearch(next)
  }
  return (
    <Page title={t('therapists.title')} lead={t('therapists.lead')}>
      <PlaceForm key={place} place={place} onPlace={(sted) => set({ sted })} />
      <KindChoice kind={kind} onKind={(slag) => set({ slag })} />
      <Section title={t('therapists.found')}>
        <Answer query={query} service="therapists" shape="rows" count={3}>
          {(list) => <Results list={list} />}
        </Answer>
      </Section>
    </Page>
  )
}

function PlaceForm({ place, onPlace }: { readonly place: string; readonly onPlace: (place: string) => void }) {
  const { t } = useTexts()
  const [text, setText] = useState(place)
  return (
    <form
      className={styles.search}
      onSubmit={(event) => {
        event.preventDefault()
        onPlace(text.trim())
      }}
    >
      <Input
        inputId="therapist-place"
        label={<Label labelTexts={[{ text: t('therapists.place') }]} />}
        value={text}
        onChange={(event) => setText(event.target.value.slice(0, 60))}
      />
      <Button type="submit" variant="outline">
        {t('therapists.search')}
      </Button>
    </form>
  )
}

function KindChoice({ kind, onKind }: { readonly kind: string; readonly onKind: (kind: string) => void }) {
  const { t } = useTexts()
  return (
    <fieldset className={styles.kinds}>
      <legend>{t('therapists.which')}</legend>
      {['', ...practiceKindSchema.options].map((one) => (
        <label key={one}>
          <input type="radio" name="kind" checked={one === kind} onChange={() => onKind(one)} />
          {t(`therapists.kinds.${one || 'all'}`)}
        </label>
      ))}
    </fieldset>
  )
}

function Results({ list }: { readonly list: PracticeList }) {
  const { t } = useTexts()
  if (list.practices.length === 0)
    return (
      <EmptyState title={t('therapists.none')}>
        <p>{t('therapists.none-text')}</p>
      </EmptyState>
    )
  return (
    <Rows>
      {list.practices.map((one) => (
        <PracticeRow key={one.id} one={one} />
      ))}
    </Rows>
  )
}

function PracticeRow({ one }: { readonly one: Found }) {
  const { t } = useTexts()
  return (
    <Row
      href={`/behandlere/${one.id}`}
      title={one.name}
      detail={`${t(`therapists.kinds.${one.kind}`)} · ${one.address.postalCode} ${one.address.city}`}
      meta={<NextFree one={one} />}
    />
  )
}

/** The first free time in words, or why there is none. */
export function NextFree({ one }: { readonly one: Found }) {
  const { t, formatWeekday, formatTime } = useTexts()
  if (!one.nextFree) return t(one.books ? 'therapists.no-free' : 'therapists.no-booking')
  const { start } = one.nextFree
  return t('therapists.first-free', { day: formatWeekday(start), time: formatTime(start) })
}
