import Icon from '@helsenorge/designsystem-react/components/Icon'
import Globe from '@helsenorge/designsystem-react/components/Icons/Globe'
import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import { type Language, languageNames, languages } from '../i18n/index.ts'
import { useLanguage, useTexts } from '../web/index.ts'
import styles from './shell.module.css'

/** The four languages in a row: sign-in page and settings. */
export function LanguageRow() {
  const { t } = useTexts()
  return (
    <nav aria-label={t('ui.language.choose')}>
      <ul className={styles.languages}>
        <LanguageItems />
      </ul>
    </nav>
  )
}

/** The language switch of the header: opens, chooses, closes; Esc closes. */
export function LanguageMenu() {
  const { t } = useTexts()
  const { language } = useLanguage()
  const [open, setOpen] = useState(false)
  const listId = useId()
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const close = (byKey: boolean) => {
    setOpen(false)
    if (byKey) button.current?.focus()
  }
  useDismissal(open, box, close)
  return (
    <div className={styles.menu} ref={box}>
      <button
        type="button"
        ref={button}
        className={styles.menuButton}
        aria-expanded={open}
        aria-controls={listId}
        onClick={() => setOpen(!open)}
      >
        <Icon svgIcon={Globe} size={38} color="currentColor" />
        <span className="only-spoken">{t('ui.language.name')}: </span>
        {languageNames[language]}
      </button>
      {open && (
        <ul id={listId} className={styles.menuList}>
          <LanguageItems onChosen={() => close(true)} />
        </ul>
      )}
    </div>
  )
}

/** Closes what is open by Esc, by a press outside, or when focus leaves. */
function useDismissal(open: boolean, box: RefObject<HTMLElement | null>, close: (byKey: boolean) => void): void {
  useEffect(() => {
    if (!open) return
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) close(false)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close(true)
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('focusin', outside)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('focusin', outside)
      document.removeEventListener('keydown', onKey)
    }
  })
}

function LanguageItems({ onChosen }: { readonly onChosen?: () => void }) {
  const { language, setLanguage } = useLanguage()
  const choose = (choice: Language) => {
    setLanguage(choice)
    onChosen?.()
  }
  return languages.map((choice) => (
    <li key={choice}>
      <button
        type="button"
        lang={choice}
        className={styles.language}
        aria-current={choice === language}
        onClick={() => choose(choice)}
      >
        {languageNames[choice]}
      </button>
    </li>
  ))
}
