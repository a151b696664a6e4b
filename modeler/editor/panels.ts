/** The side panels of the editor, one a line. */
import type { PanelEntry } from './panel-entry.ts';

export const panels: readonly PanelEntry[] = [
  { id: 'forms', title: ['Biểu mẫu', 'Forms'], load: () => import('../forms/forms-panel.tsx') },
];
