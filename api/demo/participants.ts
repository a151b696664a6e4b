import type { Organisation } from '../../engine/deadlines/organisation.ts';
import type { ProcessModel } from '../../engine/model/types.ts';

/** Every kind that a model leaves open, bound to a unit of one commune; kinds that no commune has, to the first unit of the kind. */
export function participantsIn(model: ProcessModel, organisation: Organisation, commune: string): Record<string, string> {
  const kinds = new Set([...model.nodes.values()].flatMap(({ step, place }) => step?.kind ?? place?.kind ?? []));
  const units = [...organisation.units.values()];
  return Object.fromEntries(
    [...kinds].flatMap((kind) => {
      const candidates = units.filter((unit) => unit.kind === kind);
      const unit = candidates.find(({ id }) => id.endsWith(commune) || id.includes(`${commune}-`)) ?? candidates[0];
      return unit ? [[kind, unit.id]] : [];
    }),
  );
}
