import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'settings',
  screens: [{ path: '/meg/innstillinger', title: 'settings.title', load: () => import('./Settings.page.tsx') }],
  tile: { href: '/meg/innstillinger', title: 'settings.title', detail: 'settings.tile', order: 90, place: 'me' },
}
