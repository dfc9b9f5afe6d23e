import type { ClinicianPlugin } from '@lomma/platform/web'

export const plugin: ClinicianPlugin = {
  service: 'gp-requests',
  screens: [],
  cases: [
    { kind: 'bestilling', load: () => import('./Case.tsx') },
    { kind: 'journalkopi', load: () => import('./Case.tsx') },
  ],
}
