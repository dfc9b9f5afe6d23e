import FormGroup from '@helsenorge/designsystem-react/components/FormGroup'
import Label from '@helsenorge/designsystem-react/components/Label'
import RadioButton from '@helsenorge/designsystem-react/components/RadioButton'
import { Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { type Answers, type Question, shown } from '../domain/triage.ts'
import styles from './e-consultation.module.css'

interface Props {
  readonly answers: Answers
  readonly onAnswers: (answers: Answers) => void
}

/** Three questions, one at a time: a yes leads elsewhere, three times no leads to the text. */
export function Triage({ answers, onAnswers }: Props) {
  const { t } = useTexts()
  return (
    <Section title={t('e-consultation.triage.title')}>
      <div className={styles.questions}>
        {shown(answers).map((question) => (
          <YesOrNo
            key={question}
            question={question}
            answer={answers[question]}
            onAnswer={(answer) => onAnswers({ ...answers, [question]: answer })}
          />
        ))}
      </div>
    </Section>
  )
}

interface QuestionProps {
  readonly question: Question
  readonly answer: boolean | undefined
  readonly onAnswer: (answer: boolean) => void
}

function YesOrNo({ question, answer, onAnswer }: QuestionProps) {
  const { t } = useTexts()
  return (
    <FormGroup legend={t(`e-consultation.triage.${question}`)}>
      {([true, false] as const).map((value) => (
        <RadioButton
          key={String(value)}
          inputId={`${question}-${value}`}
          name={question}
          checked={answer === value}
          onChange={() => onAnswer(value)}
          label={
            <Label
              labelTexts={[
                { text: t(value ? 'e-consultation.triage.yes' : 'e-consultation.triage.no'), type: 'normal' },
              ]}
            />
          }
        />
      ))}
    </FormGroup>
  )
}
