import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'e-consultation',
  screens: [{ path: '/e-konsultasjon', title: 'e-consultation.title', load: () => import('./EConsultation.page.tsx') }],
  tile: {
    href: '/e-konsultasjon',
    title: 'e-consultation.title',
    detail: 'e-consultation.tile',
    order: 50,
    place: 'health',
  },
}
