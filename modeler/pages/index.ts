/** Every page of the application; the navigation and the routes read this list. */
import type { PageEntry } from './page-entry.ts';

export const pageEntries: readonly PageEntry[] = [
  { path: '/', nav: ['Việc chờ tôi', 'Waiting for me'], group: 'work', load: () => import('./home/index.tsx') },
  { path: '/drafts/new', load: () => import('./new-draft/index.tsx') },
  { path: '/tasks', nav: ['Việc cần làm', 'Tasks'], group: 'work', permission: 'tasks:read', load: () => import('./tasks/index.tsx') },
  { path: '/dossiers', nav: ['Hồ sơ', 'Dossiers'], group: 'work', permission: 'dossiers:read', load: () => import('./dossiers/index.tsx') },
  { path: '/procedures', nav: ['Danh mục thủ tục', 'Procedures'], group: 'design', load: () => import('./procedures/index.tsx') },
  { path: '/procedures/:processKey', load: () => import('./procedure/index.tsx') },
  { path: '/procedures/:processKey/heat', load: () => import('./heat/index.tsx') },
  { path: '/dossiers/:dossierId', load: () => import('./dossier/index.tsx') },
  { path: '/drafts/:draftId', isWide: true, load: () => import('./draft/index.tsx') },
  {
    path: '/appraisals',
    nav: ['Thẩm định', 'Appraisals'],
    group: 'design',
    permission: 'appraisals:read',
    load: () => import('./appraisals/index.tsx'),
  },
  { path: '/appraisals/:appraisalId', isWide: true, load: () => import('./appraisal/index.tsx') },
  {
    path: '/approvals',
    nav: ['Phê duyệt', 'Approvals'],
    group: 'design',
    permission: 'appraisals:read',
    load: () => import('./approvals/index.tsx'),
  },
  {
    path: '/compare',
    nav: ['So sánh', 'Compare'],
    group: 'design',
    permission: 'procedures:read',
    isWide: true,
    load: () => import('./compare/index.tsx'),
  },
  { path: '/password', load: () => import('./password/index.tsx') },
];
