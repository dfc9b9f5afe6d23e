import type { Screen } from '@lomma/platform/web'

/** The two places that belong to no service: what the services offer, and the person's own. */
export const own: readonly Screen[] = [
  { path: '/helse', title: 'ui.health.title', load: () => import('./Health.page.tsx') },
  { path: '/meg', title: 'ui.me.title', load: () => import('./Me.page.tsx') },
]
