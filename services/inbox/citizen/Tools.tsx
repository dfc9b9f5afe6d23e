import Checkbox from '@helsenorge/designsystem-react/components/Checkbox'
import Input from '@helsenorge/designsystem-react/components/Input'
import Label from '@helsenorge/designsystem-react/components/Label'
import { OnlySpoken } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useId } from 'react'
import styles from './inbox.module.css'

interface Props {
  readonly typed: string
  readonly onType: (typed: string) => void
  readonly onlyUnread: boolean
  readonly onOnlyUnread: (only: boolean) => void
  readonly found: number
}

/** Search and filter. How many are found is said to those who listen. */
export function Tools({ typed, onType, onlyUnread, onOnlyUnread, found }: Props) {
  const { t } = useTexts()
  const id = useId()
  return (
    <search className={`${styles.tools} not-printed`}>
      <Input
        inputId={id}
        type="search"
        label={<Label labelTexts={[{ text: t('inbox.search'), type: 'subdued' }]} />}
        autoComplete="off"
        value={typed}
        onChange={(event) => onType(event.target.value)}
      />
      <Checkbox
        label={t('inbox.onlyUnread')}
        checked={onlyUnread}
        onChange={(event) => onOnlyUnread(event.target.checked)}
      />
      <span role="status">
        <OnlySpoken>{(typed.trim() !== '' || onlyUnread) && t('inbox.found', { count: found })}</OnlySpoken>
      </span>
    </search>
  )
}
