import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'prescriptions',
  screens: [
    {
      path: '/resepter',
      title: 'prescriptions.page.list.title',
      load: () => import('./Medicines.page.tsx'),
      ahead: { 'prescriptions.medicines': '/prescriptions/medicines' },
    },
    { path: '/resepter/forny', title: 'prescriptions.page.renew.title', load: () => import('./Renew.page.tsx') },
    {
      path: '/resepter/kvittering/:receipt',
      title: 'prescriptions.page.receipt.title',
      load: () => import('./Receipt.page.tsx'),
    },
    { path: '/resepter/:id', title: 'prescriptions.page.medicine.title', load: () => import('./Medicine.page.tsx') },
  ],
  tile: {
    href: '/resepter',
    title: 'prescriptions.page.list.title',
    detail: 'prescriptions.page.list.lead',
    order: 10,
    place: 'health',
  },
}
