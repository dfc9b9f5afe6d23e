import Checkbox from '@helsenorge/designsystem-react/components/Checkbox'
import FormGroup from '@helsenorge/designsystem-react/components/FormGroup'
import Label from '@helsenorge/designsystem-react/components/Label'
import RadioButton from '@helsenorge/designsystem-react/components/RadioButton'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Vaccine } from '../contract/index.ts'
import styles from './certificates.module.css'
import { dateInWords, diseasesInWords } from './words.ts'

const ways = ['all', 'diseases', 'single'] as const
type Way = (typeof ways)[number]

interface Props {
  /** Those that can be in a certificate. */
  readonly vaccines: readonly Vaccine[]
  readonly onChoose: (ids: readonly string[]) => void
}

/** All of them, those against some diseases, or one by one. */
export function Choices({ vaccines, onChoose }: Props) {
  const { t } = useTexts()
  const [way, setWay] = useState<Way>('all')
  const take = (next: Way) => {
    setWay(next)
    onChoose(next === 'all' ? vaccines.map(({ id }) => id) : [])
  }
  return (
    <>
      <FormGroup
        legend={t('certificates.choose.what')}
        name="way"
        fieldsetClassName={styles.ways ?? ''}
        legendClassName={styles.legend ?? ''}
      >
        {ways.map((one) => (
          <RadioButton
            key={one}
            inputId={`way-${one}`}
            label={<Label labelTexts={[{ text: t(`certificates.choose.${one}`), type: 'subdued' }]} />}
            value={one}
            checked={way === one}
            onChange={() => take(one)}
          />
        ))}
      </FormGroup>
      {way === 'diseases' && <ByDisease vaccines={vaccines} onChoose={onChoose} />}
      {way === 'single' && <OneByOne vaccines={vaccines} onChoose={onChoose} />}
    </>
  )
}

function ByDisease({ vaccines, onChoose }: Props) {
  const texts = useTexts()
  const diseases = [...new Set(vaccines.flatMap(({ protectsAgainst }) => protectsAgainst))]
  const options = diseases.map((disease) => ({ value: disease, label: diseasesInWords(texts, [disease]) }))
  options.sort((a, b) => a.label.localeCompare(b.label, 'nb'))
  const choose = (ticked: ReadonlySet<string>) =>
    onChoose(vaccines.filter((one) => one.protectsAgainst.some((it) => ticked.has(it))).map(({ id }) => id))
  return <Ticks legend={texts.t('certificates.choose.which-diseases')} options={options} onTicked={choose} />
}

function OneByOne({ vaccines, onChoose }: Props) {
  const texts = useTexts()
  const options = vaccines.map(({ id, protectsAgainst, name, on, doseNumber }) => ({
    value: id,
    label: diseasesInWords(texts, protectsAgainst),
    about: [dateInWords(texts, on), doseNumber && texts.t('vaccines.dose.number', { number: doseNumber }), name]
      .filter(Boolean)
      .join(' · '),
  }))
  return (
    <Ticks
      legend={texts.t('certificates.choose.which-vaccines')}
      options={options}
      onTicked={(ticked) => onChoose([...ticked])}
    />
  )
}

interface TicksProps {
  readonly legend: string
  readonly options: readonly { readonly value: string; readonly label: string; readonly about?: string }[]
  readonly onTicked: (ticked: ReadonlySet<string>) => void
}

function Ticks({ legend, options, onTicked }: TicksProps) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const toggle = (value: string) => {
    const next = new Set(ticked)
    if (!next.delete(value)) next.add(value)
    setTicked(next)
    onTicked(next)
  }
  return (
    <fieldset className={styles.ticks}>
      <legend>{legend}</legend>
      {options.map(({ value, label, about }) => (
        <div key={value} className={styles.tick}>
          <Checkbox
            inputId={`choose-${value}`}
            label={<Label labelTexts={[{ text: label }]} />}
            checked={ticked.has(value)}
            onChange={() => toggle(value)}
            {...(about ? { 'aria-describedby': `about-${value}` } : {})}
          />
          {about && (
            <p id={`about-${value}`} className={styles.about}>
              {about}
            </p>
          )}
        </div>
      ))}
    </fieldset>
  )
}
