import type { ClinicianPlugin } from '@lomma/platform/web'

export const plugin: ClinicianPlugin = {
  service: 'contact-office',
  screens: [],
  cases: [{ kind: 'melding', load: () => import('./Case.tsx') }],
}
