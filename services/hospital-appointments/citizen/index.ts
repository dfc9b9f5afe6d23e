import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'hospital-appointments',
  screens: [
    {
      path: '/timeavtaler/sykehus/:id',
      title: 'hospital-appointments.page.title',
      load: () => import('./Hospital.page.tsx'),
    },
  ],
}
