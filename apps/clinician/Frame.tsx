import { HeldLine } from '@lomma/platform/desk'
import { LanguageMenu, Mark, OfflineLine, SkipLink } from '@lomma/platform/ui'
import { type ClinicianPlugin, signOut, useCounter, useLocation, useSession, useTexts } from '@lomma/platform/web'
import { type ReactNode, useEffect, useState } from 'react'
import styles from './frame.module.css'
import { KeyHelp } from './KeyHelp.tsx'

interface Props {
  readonly plugins: readonly ClinicianPlugin[]
  readonly children: ReactNode
}

type Entry = NonNullable<ClinicianPlugin['menu']>

/** One dense bar: what waits, who works and for whom, language, keys, the way out. */
export function Frame({ plugins, children }: Props) {
  const { t } = useTexts()
  const { name, organizationName } = useSession()
  const entries = plugins.flatMap((plugin) => plugin.menu ?? []).sort((a, b) => a.order - b.order)
  return (
    <div className={styles.frame}>
      <SkipLink />
      <header className={`${styles.bar} not-printed`}>
        <Mark href="/kontor" />
        <nav className={styles.menu} aria-label={t('ui.kontor.menu')}>
          <ul>
            {entries.map((entry) => (
              <MenuEntry key={entry.href} entry={entry} />
            ))}
          </ul>
        </nav>
        <p className={styles.who}>
          <span>{name}</span>
          {organizationName && <span className={styles.organization}>{organizationName}</span>}
        </p>
        <KeyHelp />
        <LanguageMenu />
        <button type="button" className={styles.button} onClick={signOut}>
          {t('ui.signOut')}
        </button>
      </header>
      <OfflineLine />
      <main id="innhold" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      <HeldLine />
    </div>
  )
}

function MenuEntry({ entry }: { readonly entry: Entry }) {
  const { t } = useTexts()
  const [path] = useLocation()
  const counter = useCounter(entry.href)
  const { offersServices } = useSession()
  const shown = useAnswer(entry.onlyIf)
  if (!shown || (entry.ifOffersServices && !offersServices)) return null
  return (
    <li>
      <a href={entry.href} {...(path === entry.href ? { 'aria-current': 'page' as const } : {})}>
        {t(entry.title)}
        {counter && <span className={styles.count}>{t('ui.kontor.waiting', { count: counter.waiting })}</span>}
        {counter && counter.late > 0 && (
          <span className={`${styles.count} ${styles.late}`}>{t('ui.kontor.late', { count: counter.late })}</span>
        )}
      </a>
    </li>
  )
}

/** Yes at once where nothing has to be asked; otherwise when the answer is yes. */
function useAnswer(ask: Entry['onlyIf']): boolean {
  const [yes, setYes] = useState(ask === undefined)
  const { status } = useSession()
  useEffect(() => {
    if (ask && status === 'signed-in') ask().then(setYes, () => setYes(false))
  }, [ask, status])
  return yes
}
