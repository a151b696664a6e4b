/** What we add to bpmn-js, one module a line. */
import minimap from 'diagram-js-minimap';
import type { ModuleDeclaration } from 'didi';
import { sharedTriggers } from '../bpmn/shared-triggers.ts';
import { translated } from '../bpmn/translate.ts';
import { sharedClipboard } from './clipboard.ts';
import { ownContextPad } from './context-pad.ts';
import { lanesRule } from './lane-places.ts';
import { offeredChanges } from './offered.ts';
import { ownPalette } from './palette.ts';
import { roomySizes } from './sizes.ts';
import { subprocessContents } from './subprocess-contents.ts';

export const modules: readonly ModuleDeclaration[] = [
  translated,
  sharedTriggers,
  roomySizes,
  ownPalette,
  ownContextPad,
  offeredChanges,
  subprocessContents,
  lanesRule,
  sharedClipboard,
  minimap as ModuleDeclaration,
];
