import Checkbox from '@helsenorge/designsystem-react/components/Checkbox'
import FormGroup from '@helsenorge/designsystem-react/components/FormGroup'
import Label from '@helsenorge/designsystem-react/components/Label'
import RadioButton from '@helsenorge/designsystem-react/components/RadioButton'
import { useTexts } from '@lomma/platform/web'
import type { Who } from '../contract/index.ts'
import styles from './access-log.module.css'
import type { Filter } from './api.ts'

const choices: readonly Who[] = ['all', 'persons', 'systems']

interface Props {
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}

/** Whose look-ups to show; the own ones are folded until asked for. */
export function Choices({ filter, onFilter }: Props) {
  const { t } = useTexts()
  return (
    <div className={styles.choices}>
      <FormGroup
        legend={t('access-log.filter.label')}
        name="who"
        fieldsetClassName={styles.who ?? ''}
        legendClassName={styles.legend ?? ''}
      >
        {choices.map((who) => (
          <RadioButton
            key={who}
            inputId={`who-${who}`}
            label={<Label labelTexts={[{ text: t(`access-log.filter.${who}`), type: 'subdued' }]} />}
            value={who}
            checked={filter.who === who}
            onChange={() => onFilter({ ...filter, who })}
          />
        ))}
      </FormGroup>
      <Checkbox
        inputId="own-look-ups"
        label={<Label labelTexts={[{ text: t('access-log.filter.own'), type: 'subdued' }]} />}
        checked={filter.own}
        onChange={() => onFilter({ ...filter, own: !filter.own })}
      />
    </div>
  )
}
