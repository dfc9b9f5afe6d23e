import type { ClinicianPlugin } from '@lomma/platform/web'

const load = () => import('./Queue.page.tsx')

export const plugin: ClinicianPlugin = {
  service: 'work-queue',
  // Two addresses of one screen: opening a case changes the address, and the list stays as it is.
  screens: [
    { path: '/kontor', title: 'work-queue.title', load, stays: 'work-queue' },
    { path: '/kontor/sak/:kind/:id', title: 'work-queue.case-title', load, stays: 'work-queue' },
    { path: '/kontor/maler', title: 'work-queue.templates.title', load: () => import('./Templates.page.tsx') },
  ],
  menu: { href: '/kontor', title: 'work-queue.title', order: 10 },
}
