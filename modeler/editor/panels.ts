/** The side panels of the editor, one a line. */
import type { PanelEntry } from './panel-entry.ts';

export const panels: readonly PanelEntry[] = [
  { id: 'properties', title: ['Thuộc tính', 'Properties'], load: () => import('./properties/index.tsx') },
  { id: 'checks', title: ['Kiểm tra', 'Checks'], load: () => import('../checks/panel.tsx') },
  { id: 'split', title: ['Chia thời hạn', 'Split'], load: () => import('../split/split-panel.tsx') },
  { id: 'trial', title: ['Chạy thử', 'Trial run'], load: () => import('../player/trial-panel.tsx') },
  { id: 'decisions', title: ['Quyết định', 'Decisions'], load: () => import('../decisions/decision-panel.tsx') },
  { id: 'forms', title: ['Biểu mẫu', 'Forms'], load: () => import('../forms/forms-panel.tsx') },
];
