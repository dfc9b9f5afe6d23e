import type { ClinicianPlugin } from '@lomma/platform/web'

export const plugin: ClinicianPlugin = {
  service: 'e-consultation',
  screens: [],
  cases: [{ kind: 'e-konsultasjon', load: () => import('./Case.tsx') }],
}
