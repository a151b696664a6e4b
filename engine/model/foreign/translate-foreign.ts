/** A moddle tree made by another modeler → one in our words: vendor attributes and expressions become BPMN's, ours and FEEL, or findings (ADR 0059). */
import type { Moddle } from 'bpmn-moddle';
import { listOf } from '../moddle-access.ts';
import { problem } from '../problems.ts';
import type { Problem } from '../types.ts';
import { report, shown, shownElement, type ForeignFile, type Site } from './site.ts';
import { namespacesAt, takeVendorData, type Namespaces } from './vendor-data.ts';
import { translateAssignment } from './translations/assignment.ts';
import { translateCall } from './translations/call.ts';
import { translateDecision } from './translations/decision.ts';
import { translateEffects } from './translations/effects.ts';
import { translateExpression } from './translations/expression.ts';
import { translateJob } from './translations/job.ts';
import { translateLoop } from './translations/loop.ts';
import { translateMappings } from './translations/mappings.ts';
import { checkFixedNames, giveKey, translateMessage } from './translations/message.ts';
import { translateScript } from './translations/script.ts';

/** Each takes what it understands of an element; what nobody takes is reported as ignored. */
const translations: readonly ((site: Site) => void)[] = [
  translateAssignment,
  translateCall,
  translateDecision,
  translateJob,
  translateScript,
  translateLoop,
  translateMappings,
  giveKey,
  checkFixedNames,
  translateExpression,
  translateEffects,
];

/**
 * Changes the tree in place. The findings name the element: FOREIGN_TRANSLATED (info), FOREIGN_IGNORED and FOREIGN_DIFFERS (warnings),
 * FOREIGN_REFUSED and FOREIGN_EXPRESSION (errors, with the expression quoted). Diagrams keep their colours.
 */
export function translateForeign(definitions: Moddle): Problem[] {
  const file: ForeignFile = { problems: [], inLanes: nodesInLanes(definitions), messageKeys: new Map(), drawn: new Map() };
  closeEmptyPools(definitions, file);
  const sites = sitesOf(definitions, file);
  for (const site of sites) translateMessage(site);
  for (const site of sites) {
    for (const translate of translations) translate(site);
    reportRest(site);
  }
  for (const [program, count] of file.drawn) file.problems.push(problem('FOREIGN_PRESENTATION', `${program} (${count})`, definitions.id));
  return file.problems;
}

/** A pool whose process has nothing in it is drawn beside others: it is a closed pool, of which nobody sees what happens inside. */
function closeEmptyPools(definitions: Moddle, file: ForeignFile): void {
  const roots = listOf(definitions, 'rootElements');
  const participants = roots.flatMap((root) => (root.$type === 'bpmn:Collaboration' ? listOf(root, 'participants') : []));
  const isEmpty = (root: Moddle) => root.$type === 'bpmn:Process' && listOf(root, 'flowElements').length === 0;
  if (!roots.some((root) => root.$type === 'bpmn:Process' && !isEmpty(root))) return;
  for (const pool of participants) {
    const process = pool.processRef as Moddle | undefined;
    if (!process || !isEmpty(process)) continue;
    delete pool.processRef;
    definitions.set(
      'rootElements',
      listOf(definitions, 'rootElements').filter((root) => root !== process),
    );
    report({ file, at: pool.id }, 'FOREIGN_TRANSLATED', `processRef="${process.id ?? ''}" → –`);
  }
}

/** Every element but those of diagrams, in document order. */
function sitesOf(definitions: Moddle, file: ForeignFile): Site[] {
  const sites: Site[] = [];
  const stack: { element: Moddle; around: Namespaces; at: string | undefined }[] = [
    { element: definitions, around: new Map(), at: undefined },
  ];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { element } = next;
    const namespaces = namespacesAt(element, next.around);
    const at = isPart(element) ? next.at : (element.id ?? next.at);
    sites.push({ element, at, file, data: takeVendorData(element, namespaces) ?? { attributes: [], elements: [] } });
    const inner = childrenOf(element);
    for (const child of inner.reverse()) stack.push({ element: child, around: namespaces, at });
  }
  return sites;
}

/** Parts of an element that are known by it: what is wrong with a timer is wrong with its event. */
function isPart(element: Moddle): boolean {
  const inEvent = element.$instanceOf('bpmn:EventDefinition') && element.$parent?.$type !== 'bpmn:Definitions';
  return inEvent || element.$instanceOf('bpmn:Expression') || element.$instanceOf('bpmn:LoopCharacteristics');
}

function childrenOf(element: Moddle): Moddle[] {
  const children: Moddle[] = [];
  for (const [name, value] of Object.entries(element)) {
    if (name.startsWith('$') || name === 'diagrams' || name === 'extensionElements') continue;
    if (element.$descriptor.propertiesByName[name]?.isReference) continue;
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) if (isModdle(child)) children.push(child);
  }
  return children;
}

function isModdle(value: unknown): value is Moddle {
  return typeof value === 'object' && value !== null && '$descriptor' in value && typeof (value as Moddle).$instanceOf === 'function';
}

function nodesInLanes(definitions: Moddle): Set<string> {
  const ids = new Set<string>();
  const sets = listOf(definitions, 'rootElements').flatMap((root) => (root.$type === 'bpmn:Process' ? listOf(root, 'laneSets') : []));
  // grows while it is walked: lanes hold lanes
  for (const set of sets)
    for (const lane of listOf(set, 'lanes')) {
      for (const { id } of listOf(lane, 'flowNodeRef')) if (id !== undefined) ids.add(id);
      const inner = lane.childLaneSet as Moddle | undefined;
      if (inner) sets.push(inner);
    }
  return ids;
}

/** What no translation took: said by element, but what draws only is counted. */
function reportRest(site: Site): void {
  const { attributes, elements } = site.data;
  for (const attribute of attributes)
    if (attribute.vendor.drawsOnly) count(site.file, attribute.vendor.name);
    else report(site, 'FOREIGN_IGNORED', shown(attribute));
  for (const rest of elements)
    if (rest.vendor.drawsOnly) count(site.file, rest.vendor.name);
    else report(site, 'FOREIGN_IGNORED', shownElement(rest));
}

function count({ drawn }: ForeignFile, program: string): void {
  drawn.set(program, (drawn.get(program) ?? 0) + 1);
}
