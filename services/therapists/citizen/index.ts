import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'therapists',
  screens: [
    { path: '/behandlere', title: 'therapists.title', load: () => import('./Find.page.tsx') },
    { path: '/behandlere/skriv', title: 'therapists.write.title', load: () => import('./Write.page.tsx') },
    { path: '/behandlere/:id', title: 'therapists.practice', load: () => import('./Practice.page.tsx') },
  ],
  tile: { href: '/behandlere', title: 'therapists.title', detail: 'therapists.tile', order: 45, place: 'health' },
}
