/** What we add to bpmn-js, one module a line. */
import type { ModuleDeclaration } from 'didi';

export const modules: readonly ModuleDeclaration[] = [];
