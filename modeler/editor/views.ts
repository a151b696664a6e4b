/** Other ways to see and change the same draft than the canvas, one a line. The canvas stays where it is, hidden, while one of them is shown. */
import type { PanelEntry } from './panel-entry.ts';

export const views: readonly PanelEntry[] = [];
