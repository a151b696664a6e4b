/** What the list of the editor's side panels knows of each. */
import type { ComponentType } from 'react';
import type { Editor } from './editor.ts';

export interface PanelEntry {
  readonly id: string;
  readonly title: readonly [string, string];
  readonly load: () => Promise<{ readonly default: ComponentType<{ readonly editor: Editor }> }>;
}
