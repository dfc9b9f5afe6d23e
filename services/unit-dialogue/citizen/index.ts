import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'unit-dialogue',
  screens: [
    { path: '/helsekontakter', title: 'unit-dialogue.title', load: () => import('./Contacts.page.tsx') },
    { path: '/helsekontakter/skriv', title: 'unit-dialogue.write.title', load: () => import('./Write.page.tsx') },
  ],
  tile: {
    href: '/helsekontakter',
    title: 'unit-dialogue.title',
    detail: 'unit-dialogue.tile',
    order: 55,
    place: 'health',
  },
}
