import { PartialFailure } from '@lomma/platform/ui'
import { invalidate, useServiceName, useTexts } from '@lomma/platform/web'

/** One line for all that did not answer: what may be missing, and another try. */
export function Missing({ services }: { readonly services: readonly string[] }) {
  const { t } = useTexts()
  const nameOf = useServiceName()
  if (services.length === 0) return null
  const names = services.map((service) => nameOf(service) ?? t('home.part'))
  return <PartialFailure source={names.join(', ')} onRetry={() => invalidate('home')} />
}
