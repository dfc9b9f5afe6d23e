import Button from '@helsenorge/designsystem-react/components/Button'
import { type Shortcut, useShortcutSetting, useShortcuts, useTexts } from '../web/index.ts'
import styles from './case.module.css'

/** One thing a person may do with a case. */
export interface CaseAct {
  readonly name: string
  /** Key that does the same: `a`, `c`, `d`, `h`, `o`, `r`. The same letter means the same in every case. */
  readonly key: string
  /** What the button says. */
  readonly label: string
  /** Text key that the list of keys shows; the label's own. */
  readonly text: string
  readonly weight: 'primary' | 'plain' | 'quiet'
  readonly run: () => void
}

/** What the role may do, each with its key. `begun`: the act whose form is unfolded. */
export function AnswerButtons({
  acts,
  begun,
}: {
  readonly acts: readonly CaseAct[]
  readonly begun?: string | undefined
}) {
  const { t } = useTexts()
  useShortcuts(acts.map(({ key, text, run }): Shortcut => ({ key, label: text, run })))
  const variant = ({ weight }: CaseAct) =>
    weight === 'quiet' ? 'borderless' : weight === 'primary' && begun === undefined ? 'fill' : 'outline'
  return (
    <fieldset className={styles.answer}>
      <legend className="only-spoken">{t('desk.do.label')}</legend>
      {acts.map((act) => (
        <Button
          key={act.name}
          variant={variant(act)}
          {...(act.weight === 'primary' ? {} : { 'aria-expanded': begun === act.name })}
          onClick={act.run}
        >
          {act.label}
          <Key name={act.key} />
        </Button>
      ))}
    </fieldset>
  )
}

function Key({ name }: { readonly name: string }) {
  const { on } = useShortcutSetting()
  return (
    on && (
      <span aria-hidden="true" className={styles.key}>
        {name.toUpperCase()}
      </span>
    )
  )
}
