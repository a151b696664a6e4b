import type { Organisation } from '../../deadlines/organisation.ts';
import type { Changes } from '../changes.ts';
import type { Change } from '../projection.ts';
import { placeOfPart } from './ad-hoc-row.ts';

/** Units and desks that come to a dossier; with its end all of them, for their rows say so. */
export function unitRows(
  changes: Changes,
  { before, dossier, version, versionBefore }: Change,
  organisation: Organisation,
  agency: string | undefined,
  endedMs: number | undefined,
): void {
  const { id, state: after } = dossier;
  const units = new Set<string>();
  const add = (...some: readonly (string | undefined)[]) => {
    for (const unit of some) if (unit !== undefined) units.add(unit);
  };
  const isOver = endedMs !== undefined;
  if (isOver || before.status !== after.status) add(agency);
  const look = (was: Readonly<Record<string, unknown>>, key: string, ...some: readonly (string | undefined)[]) => {
    if (isOver || !was[key]) add(...some);
  };
  // the desks of open steps are those of the new drawing
  const addPlace = (elementId: string) => {
    const node = version.model.nodes.get(elementId);
    add(node?.step?.desk);
    if (!node?.adHoc) return;
    const { unit, department, desk } = placeOfPart(node, after, organisation);
    add(unit, department, desk);
  };
  if (versionBefore) for (const { elementId } of Object.values(after.elements)) addPlace(elementId);
  for (const elementId in after.counters) if (isOver || before.counters[elementId] !== after.counters[elementId]) addPlace(elementId);
  for (const key in after.elements) look(before.elements, key, after.elements[key]!.step?.unit, after.elements[key]!.step?.department);
  for (const key in after.steps) if (!before.elements[key]) look(before.steps, key, after.steps[key]!.unit, after.steps[key]!.department);
  for (const key in after.handOffs) {
    const { from, fromDepartment, to, toDepartment } = after.handOffs[key]!;
    look(before.handOffs, key, from, fromDepartment, to, toDepartment);
  }
  for (const unit of units) changes.add('dossier_units', { dossier_id: id, unit, ended_at: endedMs });
}
