/** What becomes of a procedure's elements in another version, in sentences for whoever decides it. */
import type { FlowNode, ProcessModel } from '../../model/types.ts';
import type { State } from '../state.ts';
import type { Mapping } from './plan-migration.ts';

export interface MappingSentence {
  readonly from: string;
  readonly to?: string;
  readonly confidence: number;
  readonly message: string;
  readonly messageEn: string;
}

/** One for every element that is something else in the other version; with a state, for every element that it is at. */
export function explainMigration(from: ProcessModel, to: ProcessModel, mappings: readonly Mapping[], state?: State): MappingSentence[] {
  const at = state && new Set(Object.values(state.elements).map(({ elementId }) => elementId));
  const sentences: MappingSentence[] = [];
  for (const mapping of mappings) {
    const node = mapping.kind === 'element' ? from.nodes.get(mapping.from) : undefined;
    if (!node || (at && !at.has(node.id))) continue;
    const partner = mapping.to === undefined ? undefined : to.nodes.get(mapping.to);
    if (!at && partner && partner.id === node.id && partner.name === node.name && notes(node, partner).length === 0) continue;
    const said = [sentence(node, partner, mapping), ...(partner ? notes(node, partner) : [])];
    sentences.push({
      from: node.id,
      ...(mapping.to !== undefined && { to: mapping.to }),
      confidence: mapping.confidence,
      message: said.map(([vi]) => vi).join(' '),
      messageEn: said.map(([, en]) => en).join(' '),
    });
  }
  return sentences;
}

type Said = readonly [vi: string, en: string];

const shown = ({ id, name }: FlowNode) => (name === undefined ? `“${id}”` : `“${name}” (${id})`);

function sentence(node: FlowNode, partner: FlowNode | undefined, { because }: Mapping): Said {
  const some = shown(node);
  if (!partner) return [`${some} không còn trong phiên bản mới.`, `${some} is not in the new version any more.`];
  const other = shown(partner);
  switch (because) {
    case 'name':
      return [`${some} thành ${other}: cùng tên, cùng loại.`, `${some} becomes ${other}: the same name and kind.`];
    case 'neighbours':
      return [
        `${some} có lẽ thành ${other}: cùng loại, nằm giữa cùng các bước. Hãy xem lại.`,
        `${some} probably becomes ${other}: the same kind, between the same steps. Have a look.`,
      ];
    default:
      return node.id === partner.id && node.name === partner.name
        ? [`${some} giữ nguyên.`, `${some} stays.`]
        : [`${some} thành ${other}.`, `${some} becomes ${other}.`];
  }
}

/** What the open step keeps from the version it began in, and what it waits for that it did not. */
function notes(node: FlowNode, partner: FlowNode): Said[] {
  const said: Said[] = [];
  const [unit, other] = [node.step?.unit ?? node.step?.kind, partner.step?.unit ?? partner.step?.kind];
  if (unit !== other)
    said.push([
      `Bước đang mở vẫn thuộc ${unit ?? 'không đơn vị nào'}, lần sau thuộc ${other ?? 'không đơn vị nào'}.`,
      `An open step stays with ${unit ?? 'no unit'}, the next one belongs to ${other ?? 'no unit'}.`,
    ]);
  if (JSON.stringify(node.step?.budget) !== JSON.stringify(partner.step?.budget))
    said.push(['Bước đang mở giữ thời gian đã giao.', 'An open step keeps the time it was given.']);
  const added = partner.boundaryEvents.filter(({ id }) => !node.boundaryEvents.some((event) => event.id === id));
  if (added.length > 0) said.push([`Sẽ chờ thêm ${added.map(shown).join(', ')}.`, `It will also wait for ${added.map(shown).join(', ')}.`]);
  const dropped = node.boundaryEvents.filter(({ id }) => !partner.boundaryEvents.some((event) => event.id === id));
  if (dropped.length > 0)
    said.push([`Thôi chờ ${dropped.map(shown).join(', ')}.`, `It waits no more for ${dropped.map(shown).join(', ')}.`]);
  if (JSON.stringify(node.events) !== JSON.stringify(partner.events) && node.events[0]?.type === 'timer')
    said.push(['Thời điểm đã hẹn giữ nguyên.', 'The instant that was planned stays.']);
  return said;
}
