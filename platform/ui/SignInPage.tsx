import Button from '@helsenorge/designsystem-react/components/Button'
import {
  loginHref,
  passkeyUsedHere,
  useArrival,
  useLanguage,
  usePageTitle,
  useSearchParams,
  useTexts,
  whereToReturn,
} from '../web/index.ts'
import { LanguageRow } from './Languages.tsx'
import { Notice, OfflineLine } from './Notice.tsx'
import { Phone } from './Page.tsx'
import { PasskeySignIn } from './PasskeySignIn.tsx'
import { PocketPicture } from './PocketPicture.tsx'
import { Mark } from './Shell.tsx'
import styles from './sign-in.module.css'

export interface SignInPageProps {
  /** This page's own path. */
  readonly path: string
  /** Where to go when the person came from nowhere. */
  readonly home: string
  readonly heading: string
  /** What Lomma is, in one sentence. */
  readonly lead: string
  readonly how: string
  /** The sign-in page of the other app. */
  readonly other: { readonly href: string; readonly label: string }
  /** Citizens may sign in with a key on their device. */
  readonly passkeys?: boolean
}

/** What this is in one sentence, one button, the language, and the way out in an emergency. */
export function SignInPage({ path, home, heading, lead, how, other, passkeys = false }: SignInPageProps) {
  const { t } = useTexts()
  const { language } = useLanguage()
  const title = useArrival<HTMLHeadingElement>()
  const keyFirst = passkeys && passkeyUsedHere()
  usePageTitle('ui.signIn.title')
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Mark href={path} />
      </header>
      <OfflineLine />
      <PocketPicture className={styles.picture ?? ''} />
      <main id="innhold" className={styles.main}>
        <h1 ref={title} tabIndex={-1} className={styles.heading}>
          {heading}
        </h1>
        <p className={styles.lead}>{lead}</p>
        <WhatHappened />
        <div className={styles.act}>
          {keyFirst && <PasskeySignIn home={home} />}
          <Button
            htmlMarkup="a"
            size="large"
            variant={keyFirst ? 'outline' : 'fill'}
            href={loginHref(whereToReturn(home), language)}
          >
            {t(keyFirst ? 'ui.signIn.passkey.instead' : 'ui.signIn.act')}
          </Button>
          {passkeys && !keyFirst && <PasskeySignIn home={home} />}
        </div>
        <p className={styles.how}>{how}</p>
        <LanguageRow />
      </main>
      <footer className={styles.footer}>
        <p>
          {t('ui.signIn.emergency')} <Phone number="113" />. {t('ui.signIn.outOfHours')} <Phone number="116117" />.
        </p>
        <p>
          <a href={other.href}>{other.label}</a>
        </p>
      </footer>
    </div>
  )
}

const faults = ['acr', 'ukjent', 'avbrutt', 'utlopt', 'teknisk']

/** Why the person is here again: signed out, timed out, or a sign-in that did not happen. */
function WhatHappened() {
  const { t } = useTexts()
  const [search] = useSearchParams()
  const fault = search.get('feil')
  const out = search.get('ut')
  if (fault)
    return (
      <Notice tone="attention" announced>
        <p>{t(`ui.signIn.fault.${faults.includes(fault) ? fault : 'teknisk'}`)}</p>
      </Notice>
    )
  if (out)
    return (
      <Notice announced>
        <p>{t(out === 'tid' ? 'ui.signIn.timedOut' : 'ui.signIn.signedOut')}</p>
      </Notice>
    )
  return null
}
