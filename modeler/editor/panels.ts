/** The side panels of the editor, one a line. */
import type { PanelEntry } from './panel-entry.ts';

export const panels: readonly PanelEntry[] = [{ id: 'checks', title: ['Kiểm tra', 'Checks'], load: () => import('../checks/panel.tsx') }];
