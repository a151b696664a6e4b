/** What the list of pages knows of each. */
import type { ComponentType } from 'react';
import type { Permission } from '../../api/auth/roles.ts';

export interface PageEntry {
  /** Of react-router: `/procedures/:processKey`. */
  readonly path: string;
  /** In the navigation: Vietnamese and English; absent for pages one comes to by a link. */
  readonly nav?: readonly [string, string];
  /** Heading under which it stands in the navigation. */
  readonly group?: 'work' | 'design' | 'administration';
  /** Only who has it sees the link; the service decides anyway. */
  readonly permission?: Permission;
  /** The whole window, without margins: a canvas. */
  readonly isWide?: true;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}
