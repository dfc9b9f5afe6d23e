import type { CitizenPlugin } from '@lomma/platform/web'

export const plugin: CitizenPlugin = {
  service: 'access-log',
  screens: [{ path: '/meg/innsyn', title: 'access-log.title', load: () => import('./AccessLog.page.tsx') }],
  tile: { href: '/meg/innsyn', title: 'access-log.title', detail: 'access-log.tile', order: 10, place: 'me' },
}
