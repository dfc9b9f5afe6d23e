import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, Answer, EmptyState, OnlySpoken, Page } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Template, TemplateList } from '../contract/index.ts'
import { useTemplates } from './api.ts'
import { TemplateForm } from './TemplateForm.tsx'
import styles from './templates.module.css'

/** The office's ready-made words: written once, filled in for each patient. */
export default function TemplatesPage() {
  const { t } = useTexts()
  const query = useTemplates()
  const [editing, setEditing] = useState<Template | 'new'>()
  return (
    <Page
      title={t('work-queue.templates.title')}
      lead={t('work-queue.templates.lead')}
      back={{ href: '/kontor', label: t('work-queue.title') }}
    >
      <Answer query={query} service="work-queue" count={4}>
        {(list) =>
          editing === undefined ? (
            <Listed list={list} onEdit={setEditing} />
          ) : (
            <TemplateForm
              key={editing === 'new' ? 'new' : editing.id}
              template={editing === 'new' ? undefined : editing}
              kinds={list.kinds}
              onClose={() => setEditing(undefined)}
            />
          )
        }
      </Answer>
    </Page>
  )
}

interface ListedProps {
  readonly list: TemplateList
  readonly onEdit: (template: Template | 'new') => void
}

function Listed({ list, onEdit }: ListedProps) {
  const { t } = useTexts()
  const key = (name: string) => `work-queue.templates.${name}`
  return (
    <>
      <Actions>
        <Button onClick={() => onEdit('new')}>{t(key('new'))}</Button>
      </Actions>
      {list.templates.length === 0 ? (
        <EmptyState title={t(key('empty-title'))}>
          <p>{t(key('empty'))}</p>
        </EmptyState>
      ) : (
        <ul className={styles.list} aria-label={t(key('title'))}>
          {list.templates.map((template) => (
            <Listing key={template.id} template={template} kinds={list.kinds} onEdit={onEdit} />
          ))}
        </ul>
      )}
    </>
  )
}

type ListingProps = Pick<ListedProps, 'onEdit'> & {
  readonly template: Template
  readonly kinds: TemplateList['kinds']
}

function Listing({ template, kinds, onEdit }: ListingProps) {
  const { t } = useTexts()
  const key = (name: string) => `work-queue.templates.${name}`
  const named = template.kinds.map((kind) => {
    const known = kinds.find((one) => one.kind === kind)
    return known ? t(known.title) : kind
  })
  const where = [
    named.length > 0 ? named.join(', ') : t(key('all-kinds')),
    template.uses.length > 0 ? template.uses.map((use) => t(key(`uses.${use}`))).join(', ') : t(key('all-uses')),
  ]
  return (
    <li className={styles.row}>
      <div>
        <h2>{template.name}</h2>
        <p className={styles.where}>{where.join(' · ')}</p>
        <p className={styles.words}>{template.texts.nb}</p>
        <p className={styles.where}>{t(key('changed'), { name: template.changedBy, at: template.changedAt })}</p>
      </div>
      <Button variant="outline" onClick={() => onEdit(template)}>
        {t(key('change'))} <OnlySpoken>{template.name}</OnlySpoken>
      </Button>
    </li>
  )
}
