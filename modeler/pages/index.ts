/** Every page of the application; the navigation and the routes read this list. */
import type { PageEntry } from './page-entry.ts';

export const pageEntries: readonly PageEntry[] = [
  { path: '/', nav: ['Việc chờ tôi', 'Waiting for me'], group: 'work', load: () => import('./home/index.tsx') },
  { path: '/drafts/new', load: () => import('./new-draft/index.tsx') },
  { path: '/drafts/:draftId', isWide: true, load: () => import('./draft/index.tsx') },
  { path: '/password', load: () => import('./password/index.tsx') },
];
