import Icon, { type SvgIcon } from '@helsenorge/designsystem-react/components/Icon'
import Heart from '@helsenorge/designsystem-react/components/Icons/Heart'
import Home from '@helsenorge/designsystem-react/components/Icons/Home'
import Inbox from '@helsenorge/designsystem-react/components/Icons/Inbox'
import Person from '@helsenorge/designsystem-react/components/Icons/Person'
import { LanguageMenu, Mark, OfflineLine, OnlySpoken, SkipLink } from '@lomma/platform/ui'
import { useCounter, useLocation, useTexts } from '@lomma/platform/web'
import type { ReactNode } from 'react'
import styles from './frame.module.css'

interface Place {
  readonly href: string
  readonly label: string
  readonly icon: SvgIcon
  /** Addresses below it, so that the person sees where a page belongs. */
  holds(path: string): boolean
}

const below = (root: string) => (path: string) => path === root || path.startsWith(`${root}/`)
const isHome = (path: string) => path === '/'
const isInbox = below('/innboks')
const isMe = below('/meg')

const places: readonly Place[] = [
  { href: '/', label: 'ui.nav.home', icon: Home, holds: isHome },
  { href: '/innboks', label: 'ui.nav.inbox', icon: Inbox, holds: isInbox },
  {
    href: '/helse',
    label: 'ui.nav.health',
    icon: Heart,
    holds: (path) => !isHome(path) && !isInbox(path) && !isMe(path),
  },
  { href: '/meg', label: 'ui.nav.me', icon: Person, holds: isMe },
]

/** Header, the four places (below on a phone, above on a desktop), the content. */
export function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.frame}>
      <SkipLink />
      <header className={`${styles.header} not-printed`}>
        <div className={styles.bar}>
          <Mark href="/" />
          <Places />
          <LanguageMenu />
        </div>
      </header>
      <OfflineLine />
      <main id="innhold" tabIndex={-1} className={styles.main}>
        {children}
      </main>
    </div>
  )
}

function Places() {
  const { t } = useTexts()
  const [path] = useLocation()
  return (
    <nav className={styles.places} aria-label={t('ui.nav.label')}>
      <ul>
        {places.map((place) => (
          <li key={place.href}>
            <a
              href={place.href}
              {...(place.holds(path) ? { 'aria-current': path === place.href ? 'page' : 'true' } : {})}
            >
              <Icon svgIcon={place.icon} size={38} color="currentColor" />
              {t(place.label)}
              <Badge href={place.href} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** How much is new behind a place: a figure for the eye, words for the ear. */
function Badge({ href }: { readonly href: string }) {
  const { t } = useTexts()
  const count = useCounter(href)?.waiting ?? 0
  if (count === 0) return null
  return (
    <span className={styles.badge}>
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <OnlySpoken>{t('ui.nav.new', { count })}</OnlySpoken>
    </span>
  )
}
