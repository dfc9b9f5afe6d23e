import { useTexts } from '@lomma/platform/web'
import type { Change } from '../contract/index.ts'
import { daysInWords } from './days.ts'
import { scheduleLineInWords } from './schedule-words.ts'
import styles from './setup.module.css'

/** What is changed, in words: before and after. */
export function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const { t } = useTexts()
  if (changes.length === 0) return <p className={styles.soft}>{t('office-admin.change.none')}</p>
  return (
    <ul className={styles.changes}>
      {changes.map((change) => (
        <li key={JSON.stringify(change)}>
          <ChangeWords change={change} />
        </li>
      ))}
    </ul>
  )
}

function ChangeWords({ change }: { readonly change: Change }) {
  const texts = useTexts()
  const { t } = texts
  const { part, kind, field, from, to, doctor, line } = change
  if (line)
    return (
      <>
        {doctor}: {t(to === null ? 'office-admin.change.removed' : 'office-admin.change.added')}{' '}
        {scheduleLineInWords(line, texts)}
        {line.what !== 'off' && ` · ${t('office-admin.schedules.each', { minutes: line.minutes })}`}
        {line.kinds.map((one) => ` · ${t(`office-admin.schedules.kind.${one}`)}`)}
      </>
    )
  const what = kind ? t(`ui.officeService.${kind}`) : t(`office-admin.change.${part}`)
  const value = (one: Change['from']): string => {
    if (one === null) return t('office-admin.change.nothing')
    if (typeof one === 'boolean') return t(one ? 'office-admin.on' : 'office-admin.off')
    if (field === 'price') return t('office-admin.price', { price: Number(one) })
    if (field === 'answerDays') return t('office-admin.days', { days: Number(one) })
    return part === 'hours' ? hours(String(one)) : `«${one}»`
  }
  const hours = (words: string) => {
    const [days = '', times = ''] = words.split(' ')
    return `${daysInWords(days.split(',').map(Number), t)} ${times}`
  }
  if (part !== 'service')
    return (
      <>
        {what}: {to === null ? t('office-admin.change.removed') : t('office-admin.change.added')} {value(to ?? from)}
      </>
    )
  return (
    <>
      {what}, {t(`office-admin.field.${field}`)}: <del>{value(from)}</del> → <ins>{value(to)}</ins>
    </>
  )
}
