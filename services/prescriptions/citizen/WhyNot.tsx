import { Phone } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Renewability } from '../contract/index.ts'
import styles from './medicines.module.css'

interface Props {
  readonly renewal: Extract<Renewability, { allowed: false }>
  /** In a list: what needs no call is said in one line. */
  readonly short?: boolean
}

/** Reasons that pass by themselves: no need to call anyone. */
const passes: readonly string[] = ['too-early', 'already-asked']

/** Why it cannot be renewed here now, and what to do instead. Never a missing button without a word. */
export function WhyNot({ renewal, short = false }: Props) {
  const { t } = useTexts()
  const { reason, params, wayOut } = renewal
  const callable = !passes.includes(reason) && wayOut.phone !== null
  return (
    <p className={styles.whyNot}>
      {t(`prescriptions.rule.${reason}`, params)}{' '}
      {!(short && passes.includes(reason)) && t(`prescriptions.instead.${reason}`, params)}
      {callable && wayOut.phone !== null && (
        <span className={styles.call}>
          {wayOut.office ?? t('prescriptions.page.way-out.office-unnamed')}: <Phone number={wayOut.phone} />
        </span>
      )}
    </p>
  )
}
