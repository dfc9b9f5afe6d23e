import Label from '@helsenorge/designsystem-react/components/Label'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import { useTexts } from '@lomma/platform/web'
import { templateFacts, type WriteTemplate } from '../contract/index.ts'
import { fill, unknownFact } from '../domain/template.ts'
import styles from './templates.module.css'

interface Props {
  readonly texts: WriteTemplate['texts']
  readonly onTexts: (texts: WriteTemplate['texts']) => void
}

const languages = ['nb', 'nn', 'se', 'en'] as const

/** The words in four languages, what may be filled in, and how it reads with an example's facts. */
export function TemplateTexts({ texts, onTexts }: Props) {
  const { t } = useTexts()
  const key = (name: string) => `work-queue.templates.${name}`
  const unknown = unknownFact(texts)
  const example = Object.fromEntries(templateFacts.map((fact) => [fact, t(key(`facts.${fact}`))]))
  return (
    <>
      <div className={styles.facts}>
        <p>{t(key('facts-lead'))}</p>
        <dl>
          {templateFacts.map((fact) => (
            <div key={fact}>
              <dt>{`{${fact}}`}</dt>
              <dd>{t(key(`facts.${fact}`))}</dd>
            </div>
          ))}
        </dl>
      </div>
      {languages.map((language) => (
        <Textarea
          key={language}
          textareaId={`template-${language}`}
          label={<Label labelTexts={[{ text: t(key(`words.${language}`)) }]} />}
          value={texts[language]}
          onChange={({ target: { value } }) => onTexts({ ...texts, [language]: value.slice(0, 1000) })}
          minRows={3}
          maxRows={10}
          grow
        />
      ))}
      {unknown !== undefined && (
        <p role="alert" className={styles.wrong}>
          {t('work-queue.refusal.unknown-fact', { fact: unknown })}
        </p>
      )}
      {texts.nb && unknown === undefined && (
        <div className={styles.example}>
          <p className={styles.where}>{t(key('example'))}</p>
          <p className={styles.words}>{fill(texts, 'nb', example)}</p>
        </div>
      )}
    </>
  )
}
