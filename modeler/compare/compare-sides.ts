/** What is different between two files: in words, and as marks on both drawings. Pure. */
import { compareVersions, type Comparison, type Finding, type VersionChange } from '../../engine/index.ts';
import type { Drawn } from './drawn-of.ts';
import type { ReadSide } from './read-for-comparison.ts';

export type Difference = 'added' | 'removed' | 'changed' | 'moved';

export interface ComparedSides {
  /** In the order in which they are told; the risk last. */
  readonly changes: readonly ListedChange[];
  readonly measures: Comparison['measures'];
  /** Of the elements of each drawing. */
  readonly before: Readonly<Record<string, Difference>>;
  readonly after: Readonly<Record<string, Difference>>;
}

export interface ListedChange extends Pick<VersionChange, 'message' | 'messageEn'> {
  readonly group: VersionChange['group'] | 'drawing';
  readonly difference: Difference;
  /** On which drawing its elements are to be looked at first. */
  readonly side: 'before' | 'after';
  readonly elements: readonly string[];
}

interface Compared extends ReadSide {
  readonly findings?: readonly Finding[];
}

/** A shape that stands this far (pixels) from where it stood was moved, and not by the rounding of an editor. */
const tolerance = 5;

export function compareSides(before: Compared, after: Compared): ComparedSides {
  const told =
    before.model && after.model
      ? compareVersions(versionOf(before.model, before.findings), versionOf(after.model, after.findings))
      : { changes: [], measures: [] };
  const marksBefore: Record<string, Difference> = {};
  const marksAfter: Record<string, Difference> = {};
  const changes: ListedChange[] = told.changes.map((change) => {
    const difference = differenceOf(change);
    const side = change.what === 'removed' || change.what === 'findingGone' ? 'before' : 'after';
    if (change.group !== 'risk')
      for (const id of change.elements) {
        if (side === 'before') marksBefore[id] = difference;
        else if (after.drawn.has(id)) marksAfter[id] ??= difference;
        if (difference === 'changed' && before.drawn.has(id)) marksBefore[id] ??= difference;
      }
    return { ...change, difference, side };
  });
  const isKnown = new Set(told.changes.filter(({ group }) => group === 'steps' || group === 'flows').flatMap(({ elements }) => elements));
  const drawing = changesOfDrawing(before, after, isKnown);
  for (const { difference, side, elements } of drawing)
    for (const id of elements) {
      if (difference === 'moved') marksBefore[id] ??= 'moved';
      (side === 'before' ? marksBefore : marksAfter)[id] ??= difference;
    }
  const risk = changes.filter(({ group }) => group === 'risk');
  return {
    changes: [...changes.filter(({ group }) => group !== 'risk'), ...drawing, ...risk],
    measures: told.measures,
    before: marksBefore,
    after: marksAfter,
  };
}

const versionOf = (model: NonNullable<ReadSide['model']>, findings?: readonly Finding[]) => ({ model, ...(findings && { findings }) });

function differenceOf({ what }: VersionChange): Difference {
  if (what === 'added' || what === 'findingNew') return 'added';
  return what === 'removed' || what === 'findingGone' ? 'removed' : 'changed';
}

/** What the comparison of models does not tell: gateways and what else is only drawn, and shapes that stand elsewhere. */
function changesOfDrawing(before: Compared, after: Compared, isKnown: ReadonlySet<string>): ListedChange[] {
  const bothRead = before.model !== undefined && after.model !== undefined;
  // what the models tell of is told by them; of a renumbered element they know that it is the same
  const isToldByModels = ({ id, type, at }: Drawn) =>
    isKnown.has(id) || (bothRead && (at === undefined || !/Gateway$|Lane$|Participant$|Annotation$|Data|Group$/.test(type)));
  const named = ({ id, type, name }: Drawn): readonly [string, string] => {
    const [vi, en] = kindOf(type);
    return name === undefined || name === '' ? [`${vi} (${id})`, `${en} (${id})`] : [`${vi} "${name}"`, `${en} "${name}"`];
  };
  const changes: ListedChange[] = [];
  for (const [id, was] of before.drawn) {
    if (after.drawn.has(id) || isToldByModels(was)) continue;
    const [vi, en] = named(was);
    changes.push({
      group: 'drawing',
      difference: 'removed',
      side: 'before',
      elements: [id],
      message: `Bỏ ${vi}`,
      messageEn: `Gone: ${en}`,
    });
  }
  const moved: string[] = [];
  for (const [id, is] of after.drawn) {
    const was = before.drawn.get(id);
    if (!was) {
      if (isToldByModels(is)) continue;
      const [vi, en] = named(is);
      changes.push({
        group: 'drawing',
        difference: 'added',
        side: 'after',
        elements: [id],
        message: `Thêm ${vi}`,
        messageEn: `New: ${en}`,
      });
      continue;
    }
    if (was.type !== is.type && !isKnown.has(id)) {
      const [vi, en] = named(is);
      const [oldVi, oldEn] = kindOf(was.type);
      changes.push({
        group: 'drawing',
        difference: 'changed',
        side: 'after',
        elements: [id],
        message: `Đổi ${oldVi} thành ${vi}`,
        messageEn: `${oldEn} became ${en}`,
      });
    }
    if (was.at && is.at && Math.hypot(was.at.x - is.at.x, was.at.y - is.at.y) > tolerance) moved.push(id);
  }
  if (moved.length > 0)
    changes.push({
      group: 'drawing',
      difference: 'moved',
      side: 'after',
      elements: moved,
      message: `Dời chỗ ${moved.length} hình trên bản vẽ, nội dung không đổi`,
      messageEn: `${moved.length} shapes stand elsewhere, with the same content`,
    });
  return changes;
}

const kinds: Readonly<Record<string, readonly [string, string]>> = {
  'bpmn:ExclusiveGateway': ['điểm rẽ chọn một', 'exclusive gateway'],
  'bpmn:ParallelGateway': ['điểm rẽ song song', 'parallel gateway'],
  'bpmn:InclusiveGateway': ['điểm rẽ chọn nhiều', 'inclusive gateway'],
  'bpmn:EventBasedGateway': ['điểm chờ sự kiện', 'event-based gateway'],
  'bpmn:Lane': ['làn', 'lane'],
  'bpmn:Participant': ['khung', 'pool'],
  'bpmn:TextAnnotation': ['ghi chú', 'note'],
  'bpmn:SequenceFlow': ['đường đi', 'way'],
  'bpmn:MessageFlow': ['luồng thông điệp', 'message flow'],
};
const kindOf = (type: string): readonly [string, string] => kinds[type] ?? ['phần tử', 'element'];
