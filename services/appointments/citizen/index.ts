import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'appointments',
  screens: [
    { path: '/timeavtaler', title: 'appointments.page.list.title', load: () => import('./Appointments.page.tsx') },
    { path: '/timeavtaler/bestill', title: 'appointments.page.book.title', load: () => import('./Book.page.tsx') },
    { path: '/timeavtaler/venteliste', title: 'appointments.page.wait.title', load: () => import('./Wait.page.tsx') },
    { path: '/timeavtaler/:id', title: 'appointments.page.one.title', load: () => import('./Appointment.page.tsx') },
  ],
  tile: {
    href: '/timeavtaler',
    title: 'appointments.page.list.title',
    detail: 'appointments.page.list.tile',
    order: 5,
    place: 'health',
  },
}
