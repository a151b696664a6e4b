/** Rows of ad-hoc subprocesses under way. */
import { departmentOf, type Organisation } from '../../deadlines/organisation.ts';
import type { FlowNode, Step } from '../../model/types.ts';
import type { ActiveElement, State } from '../../semantics/state.ts';
import type { RowOf } from '../store/tables.ts';

export interface PartPlace {
  readonly unit?: string;
  readonly department?: string;
  readonly desk?: string;
}

/** Whose an ad-hoc subprocess is: of the place that it names or lies in, else of the first of its activities that has one. */
export function placeOfPart(
  { step, contents }: FlowNode,
  { participants }: Pick<State, 'participants'>,
  organisation: Organisation,
): PartPlace {
  const hasPlace = (each: Step | undefined) => each?.unit !== undefined || each?.kind !== undefined;
  const place = hasPlace(step) ? step : (contents?.nodes.find((inner) => hasPlace(inner.step))?.step ?? step);
  if (!place) return {};
  const { kind, desk } = place;
  const unit = kind !== undefined && Object.hasOwn(participants, kind) ? participants[kind] : (place.unit ?? kind);
  const department = place.department ?? (unit === undefined ? undefined : departmentOf(organisation, unit));
  return { ...(unit !== undefined && { unit }), ...(department !== undefined && { department }), ...(desk !== undefined && { desk }) };
}

export function adHocRow(
  id: string,
  node: FlowNode,
  state: State,
  { key, activatedAt }: ActiveElement,
  organisation: Organisation,
): RowOf<'ad_hoc_parts'> {
  const { unit, department, desk } = placeOfPart(node, state, organisation);
  return { dossier_id: id, element_key: key, element_id: node.id, unit, department, desk, opened_at: activatedAt };
}
