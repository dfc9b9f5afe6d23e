import { Answer, EmptyState, Page, Row, Rows, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useEffect } from 'react'
import type { Certificate, CertificateList } from '../contract/index.ts'
import { useCertificates } from './api.ts'
import styles from './certificates.module.css'
import { IssueForm } from './IssueForm.tsx'
import { standing } from './words.ts'

/** Choose what to show, and make it: one screen. What was made before lies below. */
export default function CertificatesPage() {
  const { t } = useTexts()
  const certificates = useCertificates()
  useEffect(() => {
    // The next page is fetched while the person chooses.
    import('./Certificate.page.tsx').catch(() => undefined)
  }, [])
  return (
    <Page
      title={t('certificates.choose.title')}
      lead={t('certificates.choose.lead')}
      back={{ href: '/vaksiner', label: t('vaccines.title') }}
    >
      <Answer query={certificates} service="certificates" count={3}>
        {(list) => <Content list={list} />}
      </Answer>
    </Page>
  )
}

function Content({ list }: { readonly list: CertificateList }) {
  const { t } = useTexts()
  const fit = list.vaccines.filter(({ why }) => why === null)
  return (
    <>
      {fit.length > 0 ? (
        <IssueForm vaccines={list.vaccines} />
      ) : (
        <EmptyState title={t('certificates.choose.empty.title')}>
          <p>{t('certificates.choose.empty.body')}</p>
          <a href="/vaksiner">{t('certificates.choose.empty.link')}</a>
        </EmptyState>
      )}
      {list.certificates.length > 0 && (
        <Section title={t('certificates.mine.title')}>
          <Rows>
            {list.certificates.map((certificate) => (
              <CertificateRow key={certificate.number} certificate={certificate} />
            ))}
          </Rows>
        </Section>
      )}
      <p className={styles.after}>
        <a href="/sjekk-bevis">{t('certificates.mine.check')}</a>
      </p>
    </>
  )
}

function CertificateRow({ certificate }: { readonly certificate: Certificate }) {
  const texts = useTexts()
  const { t } = texts
  const { number, issued, vaccines, app } = certificate
  return (
    <Row
      href={`/vaksiner/bevis/${number}`}
      title={t('certificates.mine.made', { issued })}
      detail={standing(texts, certificate)}
      meta={[t('certificates.mine.holds', { count: vaccines }), app && t('certificates.mine.app', { app })]
        .filter(Boolean)
        .join(' · ')}
    />
  )
}
