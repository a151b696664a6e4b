/** Takes out of the menus what would not run where it is offered: a start or an end among activities in any order, a second start. */
import type { ModuleDeclaration } from 'didi';
import type { ModdleNode } from './editor.ts';

type Entries = Readonly<Record<string, unknown>>;
interface Target {
  readonly businessObject: ModdleNode & { readonly $parent?: ModdleNode; readonly $instanceOf: (type: string) => boolean };
}
interface Providers {
  registerProvider(id: string, priority: number, provider: object): void;
}

/** Last to be asked. */
const last = 100;

function offered(popupMenu: Providers) {
  popupMenu.registerProvider('bpmn-replace', last, {
    getPopupMenuEntries: (target: Target | readonly Target[]) => (entries: Entries) =>
      without(entries, (id) => !('businessObject' in target) || runsAt(target, id)),
    // nothing is done several times for a pool of several
    getPopupMenuHeaderEntries: () => (entries: Entries) => without(entries, (id) => id !== 'toggle-participant-multiplicity'),
  });
}
offered.$inject = ['popupMenu'];

const without = (entries: Entries, keeps: (id: string) => boolean): Entries =>
  Object.fromEntries(Object.entries(entries).filter(([id]) => keeps(id)));

/** Whether what a replace entry makes of an element runs in its place. */
function runsAt({ businessObject: node }: Target, id: string): boolean {
  if (!node.$instanceOf('bpmn:Event')) return true;
  const scope = node.$parent;
  const isStart = /-start$/.test(id);
  const isEnd = /-end$/.test(id);
  if (isAnyOrder(scope)) return !isStart && !isEnd;
  if (scope?.$type !== 'bpmn:SubProcess' && scope?.$type !== 'bpmn:Transaction') return true;
  const isOnlyStart = node.$type === 'bpmn:StartEvent';
  // it has one start, which an event subprocess cannot do without
  if (!isOnlyStart) return !isStart || !startsOf(scope).length;
  if (scope['triggeredByEvent'] !== true) return true;
  // what has completed as a whole is taken back by nobody
  if (id === 'replace-with-compensation-start') return (scope as Target['businessObject']).$parent?.$type !== 'bpmn:Process';
  return isStart;
}

const startsOf = (scope: ModdleNode): readonly ModdleNode[] =>
  ((scope['flowElements'] as readonly ModdleNode[] | undefined) ?? []).filter(({ $type }) => $type === 'bpmn:StartEvent');

/** Activities that people choose from: nothing starts or ends there. */
export const isAnyOrder = (scope: ModdleNode | undefined): boolean => scope?.$type === 'bpmn:AdHocSubProcess';

export const offeredChanges = { __init__: [offered] } as unknown as ModuleDeclaration;
