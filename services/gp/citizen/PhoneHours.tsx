import { useTexts } from '@lomma/platform/web'
import type { PhoneState } from '../contract/index.ts'

/** Open now, or when it opens. */
export function PhoneHours({ state }: { readonly state: PhoneState }) {
  const { t } = useTexts()
  if (state.open) return t('gp.phone.open', { closes: state.closes.replace(':', '.') })
  return state.opens ? t('gp.phone.opens', { opens: state.opens }) : t('gp.phone.unknown')
}
