import Input from '@helsenorge/designsystem-react/components/Input'
import Label from '@helsenorge/designsystem-react/components/Label'
import { useTexts } from '@lomma/platform/web'
import styles from './medicines.module.css'

interface Props {
  readonly words: string
  readonly onWords: (words: string) => void
  readonly found: number
}

/** Search within the list; the number of hits is read out. */
export function SearchField({ words, onWords, found }: Props) {
  const { t } = useTexts()
  const said = found === 0 ? 'search-none' : 'search-found'
  return (
    <div className={styles.search}>
      <Input
        inputId="search-prescriptions"
        type="search"
        label={<Label labelTexts={[{ text: t('prescriptions.page.list.search'), type: 'subdued' }]} />}
        value={words}
        onChange={(event) => onWords(event.target.value)}
        autoComplete="off"
      />
      <p role="status" className={styles.found}>
        {words && t(`prescriptions.page.list.${said}`, { count: found, words })}
      </p>
    </div>
  )
}
