/** The buttons of the editor's toolbar, one component a line, in the order shown. */
import type { ComponentType } from 'react';
import { ShownTool } from '../checks/shown-tool.tsx';
import type { Editor } from './editor.ts';
import { Files } from './toolbar/files.tsx';
import { History } from './toolbar/history.tsx';
import { Look } from './toolbar/look.tsx';
import { Pieces } from './toolbar/pieces.tsx';
import { Shortcuts } from './toolbar/shortcuts.tsx';

export type Tool = ComponentType<{ readonly editor: Editor }>;

export const tools: readonly Tool[] = [History, Look, ShownTool, Pieces, Files, Shortcuts];
