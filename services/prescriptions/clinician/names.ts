import { useTexts } from '@lomma/platform/web'
import type { QueueRow } from '../contract/index.ts'

/**
 * As on the box: `Metformin 500 mg tabletter`; a name that holds the strength already does not say it twice. Someone who may
 * not see the medicine reads "a medicine".
 */
export function useMedicineName(): (medicine: QueueRow['medicine']) => string {
  const { t } = useTexts()
  return (medicine) => {
    if (medicine === null) return t('prescriptions.office.row.some-medicine')
    const { name, strength, form } = medicine
    const said = name.toLowerCase()
    const more = [strength, form].filter((part) => part !== null && !said.includes(part.toLowerCase()))
    // `20 mg` stays on one line.
    return [name, ...more].join(' ').replaceAll(/(\d) (?=\p{L})/gu, '$1\u00a0')
  }
}
