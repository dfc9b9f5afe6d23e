import type { ClinicianPlugin } from '@lomma/platform/web'
import { hospitalKind, replyKind } from '../contract/index.ts'
import { sendsReferrals } from './api.ts'

export const plugin: ClinicianPlugin = {
  service: 'referrals',
  screens: [
    { path: '/kontor/henvisninger', title: 'referrals.sent.title', load: () => import('./Sent.page.tsx') },
    { path: '/kontor/henvisninger/ny', title: 'referrals.new.title', load: () => import('./New.page.tsx') },
  ],
  menu: { href: '/kontor/henvisninger', title: 'referrals.sent.title', order: 25, onlyIf: sendsReferrals },
  cases: [
    { kind: hospitalKind, load: () => import('./HospitalCase.tsx') },
    { kind: replyKind, load: () => import('./ReplyCase.tsx') },
  ],
}
