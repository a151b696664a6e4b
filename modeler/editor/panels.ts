/** The side panels of the editor, one a line. */
import type { PanelEntry } from './panel-entry.ts';

export const panels: readonly PanelEntry[] = [
  { id: 'properties', title: ['Thuộc tính', 'Properties'], load: () => import('./properties/index.tsx') },
];
