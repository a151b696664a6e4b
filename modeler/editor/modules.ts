/** What we add to bpmn-js, one module a line. */
import minimap from 'diagram-js-minimap';
import type { ModuleDeclaration } from 'didi';
import { translated } from '../bpmn/translate.ts';
import { sharedClipboard } from './clipboard.ts';
import { ownContextPad } from './context-pad.ts';
import { lanesRule } from './lane-places.ts';
import { ownPalette } from './palette.ts';
import { roomySizes } from './sizes.ts';

export const modules: readonly ModuleDeclaration[] = [
  translated,
  roomySizes,
  ownPalette,
  ownContextPad,
  lanesRule,
  sharedClipboard,
  minimap as ModuleDeclaration,
];
