import Button from '@helsenorge/designsystem-react/components/Button'
import Checkbox from '@helsenorge/designsystem-react/components/Checkbox'
import Input from '@helsenorge/designsystem-react/components/Input'
import Label from '@helsenorge/designsystem-react/components/Label'
import { ActButton, Actions, ConfirmSheet, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { type ReactNode, useState } from 'react'
import { type Template, type TemplateList, templateUses, type WriteTemplate } from '../contract/index.ts'
import { useRemoveTemplate, useWriteTemplate } from './api.ts'
import { TemplateTexts } from './TemplateTexts.tsx'
import styles from './templates.module.css'

interface Props {
  /** Undefined: a new one. */
  readonly template: Template | undefined
  readonly kinds: TemplateList['kinds']
  readonly onClose: () => void
}

const blank: WriteTemplate = { name: '', kinds: [], uses: [], texts: { nb: '', nn: '', se: '', en: '' }, version: 0 }

/** Write or change one template. What was typed stays when it could not be saved. */
export function TemplateForm({ template, kinds, onClose }: Props) {
  const { t } = useTexts()
  const [draft, setDraft] = useState<WriteTemplate>(template ?? blank)
  const [removing, setRemoving] = useState(false)
  const write = useWriteTemplate(onClose)
  const key = (name: string) => `work-queue.templates.${name}`
  const save = () => {
    const { name, kinds: its, uses, texts, version } = draft
    void write.run({ id: template?.id, name, kinds: its, uses, texts, version })
  }
  return (
    <form
      className={styles.form}
      aria-label={t(key(template ? 'edit' : 'new'))}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Input
        inputId="template-name"
        label={<Label labelTexts={[{ text: t(key('name')) }]} />}
        value={draft.name}
        onChange={({ target: { value } }) => setDraft({ ...draft, name: value.slice(0, 80) })}
      />
      <TemplateTexts texts={draft.texts} onTexts={(texts) => setDraft({ ...draft, texts })} />
      <ForWhat kinds={kinds} draft={draft} onDraft={setDraft} />
      {write.failure && <ErrorState failure={write.failure} service="work-queue" kept={t(key('kept'))} />}
      <Actions>
        <ActButton act={t(key('save'))} onAct={save} pending={write.pending} />
        <Button variant="borderless" onClick={onClose}>
          {t('desk.do.cancel')}
        </Button>
        {template && (
          <Button variant="borderless" concept="destructive" onClick={() => setRemoving(true)}>
            {t(key('remove'))}
          </Button>
        )}
      </Actions>
      {removing && template && <Remove template={template} onClose={() => setRemoving(false)} onDone={onClose} />}
    </form>
  )
}

interface ForWhatProps extends Pick<Props, 'kinds'> {
  readonly draft: WriteTemplate
  readonly onDraft: (draft: WriteTemplate) => void
}

/** Which cases and which answers it is offered in. */
function ForWhat({ kinds, draft, onDraft }: ForWhatProps) {
  const { t } = useTexts()
  const key = (name: string) => `work-queue.templates.${name}`
  return (
    <>
      <Choices legend={t(key('for-kinds'))} hint={t(key('none-is-all'))}>
        {kinds.map(({ kind, title }) => (
          <Checkbox
            key={kind}
            label={t(title)}
            checked={draft.kinds.includes(kind)}
            onChange={() => onDraft({ ...draft, kinds: toggled(draft.kinds, kind) })}
          />
        ))}
      </Choices>
      <Choices legend={t(key('for-uses'))} hint={t(key('none-is-all'))}>
        {templateUses.map((use) => (
          <Checkbox
            key={use}
            label={t(key(`uses.${use}`))}
            checked={draft.uses.includes(use)}
            onChange={() => onDraft({ ...draft, uses: toggled(draft.uses, use) })}
          />
        ))}
      </Choices>
    </>
  )
}

function Choices(props: { readonly legend: string; readonly hint: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles.choices}>
      <legend>{props.legend}</legend>
      <p className={styles.where}>{props.hint}</p>
      {props.children}
    </fieldset>
  )
}

interface RemoveProps {
  readonly template: Template
  readonly onClose: () => void
  readonly onDone: () => void
}

function Remove({ template, onClose, onDone }: RemoveProps) {
  const { t } = useTexts()
  const remove = useRemoveTemplate(onDone)
  const key = (name: string) => `work-queue.templates.${name}`
  return (
    <ConfirmSheet
      title={t(key('remove-title'), { name: template.name })}
      act={t(key('remove'))}
      onConfirm={() => void remove.run(template.id)}
      onClose={onClose}
      pending={remove.pending}
    >
      <p>{t(key('remove-lead'))}</p>
      {remove.failure && <ErrorState failure={remove.failure} service="work-queue" />}
    </ConfirmSheet>
  )
}

function toggled<T>(list: readonly T[], one: T): T[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one]
}
