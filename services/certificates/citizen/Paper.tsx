import { useTexts, useTextsIn } from '@lomma/platform/web'
import type { ReactNode } from 'react'
import type { Certificate, Paper as PaperFacts, Vaccine } from '../contract/index.ts'
import styles from './certificate.module.css'
import { QrCode } from './QrCode.tsx'
import { dateInWords, diseasesInWords } from './words.ts'

interface Props {
  readonly certificate: Certificate
  readonly paper: PaperFacts
}

/** The certificate as it is shown and printed: in the person's language, and in English for those who read it abroad. */
export function Paper({ certificate, paper }: Props) {
  const { t } = useTexts()
  const { number, issued, validUntil } = certificate
  return (
    <article className={styles.paper}>
      <EnglishTitle />
      <dl className={styles.facts}>
        <Fact term="certificates.paper.name">{paper.name}</Fact>
        <Fact term="certificates.paper.birth-date">
          <Both by={(texts) => texts.formatDate(paper.birthDate)} />
        </Fact>
        <Fact term="certificates.paper.issued">
          <Both by={(texts) => texts.formatDate(issued)} />
        </Fact>
        <Fact term="certificates.paper.valid-until">
          <Both by={(texts) => texts.formatDate(validUntil)} />
        </Fact>
        <Fact term="certificates.paper.number">{number}</Fact>
      </dl>
      {paper.cards.map(({ jws, vaccines }, at) => (
        <section key={jws} className={styles.card}>
          {paper.cards.length > 1 && (
            <h3 className={styles.cardTitle}>
              <Both by={(texts) => texts.t('certificates.paper.code-of', { at: at + 1, of: paper.cards.length })} />
            </h3>
          )}
          <QrCode jws={jws} label={t('certificates.paper.qr', { at: at + 1, of: paper.cards.length })} />
          <ul className={styles.vaccines}>
            {vaccines.map((vaccine) => (
              <VaccineFacts key={vaccine.id} vaccine={vaccine} />
            ))}
          </ul>
        </section>
      ))}
      <p className={styles.check}>
        <Both by={(texts) => texts.t('certificates.paper.check', { address: `${location.host}/sjekk-bevis` })} />
      </p>
    </article>
  )
}

/** The page's heading says it in the person's language. */
function EnglishTitle() {
  const { language } = useTexts()
  const english = useTextsIn('en')
  if (!english || language === 'en') return null
  return (
    <h2 className={styles.title} lang="en">
      {english.t('certificates.title')}
    </h2>
  )
}

function VaccineFacts({ vaccine }: { readonly vaccine: Vaccine }) {
  const { protectsAgainst, name, on, doseNumber, source } = vaccine
  return (
    <li>
      <p className={styles.disease}>
        <Both by={(texts) => diseasesInWords(texts, protectsAgainst)} />
      </p>
      <dl className={styles.facts}>
        <Fact term="certificates.paper.vaccine">{name}</Fact>
        <Fact term="certificates.paper.date">
          <Both by={(texts) => dateInWords(texts, on) ?? ''} />
        </Fact>
        {doseNumber && <Fact term="certificates.paper.dose">{doseNumber}</Fact>}
        {source && <Fact term="certificates.paper.source">{source}</Fact>}
      </dl>
    </li>
  )
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>
        <Both by={(texts) => texts.t(term)} />
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The words in the person's language, and in English beside it where they differ. */
function Both({ by }: { readonly by: (texts: ReturnType<typeof useTexts>) => string }) {
  const own = useTexts()
  const english = useTextsIn('en')
  const words = by(own)
  const beside = english && own.language !== 'en' ? by(english) : words
  return (
    <>
      {words}
      {beside !== words && (
        <span lang="en" className={styles.english}>
          {beside}
        </span>
      )}
    </>
  )
}
