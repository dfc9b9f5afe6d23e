import Label from '@helsenorge/designsystem-react/components/Label'
import Select from '@helsenorge/designsystem-react/components/Select'
import { useState } from 'react'
import { type FilledTemplate, useTexts } from '../web/index.ts'

export interface TemplatePickerProps {
  /** As the queue gave them to the case. */
  readonly templates: readonly FilledTemplate[]
  /** What the answer box is for: `decline`, `outside`, `reply` … */
  readonly use: string
  readonly onWords: (words: string) => void
}

/** The office's own words, the patient's facts filled in. Not drawn when the office has none for this use. */
export function TemplatePicker({ templates, use, onWords }: TemplatePickerProps) {
  const { t } = useTexts()
  const [chosen, setChosen] = useState('')
  const fitting = templates.filter(({ uses }) => uses.length === 0 || uses.includes(use))
  if (fitting.length === 0) return null
  return (
    <Select
      selectId={`${use}-template`}
      label={<Label labelTexts={[{ text: t('desk.template.label') }]} />}
      value={chosen}
      onChange={({ target: { value } }) => {
        setChosen(value)
        const template = fitting.find(({ id }) => id === value)
        if (template) onWords(template.text)
      }}
    >
      <option value="">{t('desk.template.own')}</option>
      {fitting.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  )
}
