import Icon from '@helsenorge/designsystem-react/components/Icon'
import Archive from '@helsenorge/designsystem-react/components/Icons/Archive'
import Bell from '@helsenorge/designsystem-react/components/Icons/Bell'
import Envelope from '@helsenorge/designsystem-react/components/Icons/Envelope'
import Receipt from '@helsenorge/designsystem-react/components/Icons/Receipt'
import SpeechBubble from '@helsenorge/designsystem-react/components/Icons/SpeechBubble'
import Undo from '@helsenorge/designsystem-react/components/Icons/Undo'
import { OnlySpoken } from '@lomma/platform/ui'
import { type Command, useTexts } from '@lomma/platform/web'
import type { ArchiveCommand, Done, Entry } from '../contract/index.ts'
import styles from './inbox.module.css'

const icons = { thread: SpeechBubble, letter: Envelope, receipt: Receipt, event: Bell } as const

interface Props {
  readonly entry: Entry
  readonly archive: Command<ArchiveCommand, Done>
}

/** One line: what, from whom, when, whose turn. The row is the link; beside it the button that puts it away. */
export function EntryRow({ entry, archive }: Props) {
  const { t, text, relativeDay } = useTexts()
  const { kind, title, detail, state, from, at, href, unread, whoseTurn, archived } = entry
  const facts = [from, detail && text(detail), state && text(state)].filter(Boolean)
  return (
    <li className={styles.row}>
      <a href={href} className={unread ? styles.unread : undefined}>
        <span className={styles.icon}>
          <Icon svgIcon={icons[kind]} size={38} color="currentColor" />
        </span>
        <span className={styles.text}>
          <span className={styles.title}>
            {unread && (
              <>
                <span className={styles.dot} aria-hidden="true" />
                <OnlySpoken>{t('inbox.isUnread')}: </OnlySpoken>
              </>
            )}
            {text(title)}
          </span>
          {facts.length > 0 && <span className={styles.detail}>{facts.join(' · ')}</span>}
          <span className={styles.meta}>
            {relativeDay(at)}
            {whoseTurn === 'you' && <strong> {t('inbox.yourTurn')}</strong>}
          </span>
        </span>
      </a>
      <button
        type="button"
        className={styles.away}
        aria-label={t(archived ? 'inbox.takeBackThis' : 'inbox.putAwayThis', { title: text(title) })}
        title={t(archived ? 'inbox.takeBack' : 'inbox.putAway')}
        onClick={() => void archive.run({ ids: [entry.id], archived: !archived })}
      >
        <Icon svgIcon={archived ? Undo : Archive} size={38} color="currentColor" />
      </button>
    </li>
  )
}
