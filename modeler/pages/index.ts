/** Every page of the application; the navigation and the routes read this list. */
import type { PageEntry } from './page-entry.ts';

export const pageEntries: readonly PageEntry[] = [
  { path: '/', nav: ['Việc chờ tôi', 'Waiting for me'], group: 'work', load: () => import('./home/index.tsx') },
  { path: '/drafts/:draftId', isWide: true, load: () => import('./draft/index.tsx') },
  {
    path: '/admin/organisation',
    nav: ['Sơ đồ tổ chức', 'Organisation'],
    group: 'administration',
    permission: 'organisation:write',
    load: () => import('./admin-organisation/index.tsx'),
  },
  {
    path: '/admin/people',
    nav: ['Người dùng', 'People'],
    group: 'administration',
    permission: 'users:manage',
    load: () => import('./admin-people/index.tsx'),
  },
  {
    path: '/admin/rosters',
    nav: ['Trực quầy', 'Rosters'],
    group: 'administration',
    permission: 'rosters:manage',
    load: () => import('./admin-rosters/index.tsx'),
  },
  {
    path: '/admin/calendars',
    nav: ['Lịch làm việc', 'Calendars'],
    group: 'administration',
    permission: 'organisation:write',
    load: () => import('./admin-calendars/index.tsx'),
  },
  {
    path: '/admin/keys',
    nav: ['Khóa API', 'API keys'],
    group: 'administration',
    permission: 'keys:manage',
    load: () => import('./admin-keys/index.tsx'),
  },
  {
    path: '/admin/webhooks',
    nav: ['Webhook', 'Webhooks'],
    group: 'administration',
    permission: 'webhooks:manage',
    load: () => import('./admin-webhooks/index.tsx'),
  },
  {
    path: '/admin/audit',
    nav: ['Nhật ký bảo mật', 'Audit log'],
    group: 'administration',
    permission: 'audit:read',
    load: () => import('./admin-audit/index.tsx'),
  },
  {
    path: '/admin/settings',
    nav: ['Cách thẩm định', 'Appraisal settings'],
    group: 'administration',
    permission: 'organisation:write',
    load: () => import('./admin-settings/index.tsx'),
  },
  { path: '/password', load: () => import('./password/index.tsx') },
];
