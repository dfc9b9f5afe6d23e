import type { ClinicianPlugin } from '@lomma/platform/web'

const load = () => import('./Case.tsx')

export const plugin: ClinicianPlugin = {
  service: 'therapists',
  screens: [],
  cases: [
    { kind: 'behandler-konsultasjon', load },
    { kind: 'behandler-melding', load },
    { kind: 'behandler-journal', load },
  ],
}
