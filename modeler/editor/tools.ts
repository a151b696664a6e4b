/** The buttons of the editor's toolbar, one component a line, in the order shown. */
import type { ComponentType } from 'react';
import { ShownTool } from '../checks/shown-tool.tsx';
import type { Editor } from './editor.ts';

export type Tool = ComponentType<{ readonly editor: Editor }>;

export const tools: readonly Tool[] = [ShownTool];
