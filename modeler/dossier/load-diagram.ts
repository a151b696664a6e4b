/** The drawing of a version, and what its steps are called; a version never changes, so it is asked for once. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api } from '../data/session.ts';
import { dayMinutesOf, workingDayMinutes } from './day-minutes.ts';

export interface VersionDrawing {
  readonly processKey: string;
  readonly version: number;
  readonly xml: string;
  readonly names: ReadonlyMap<string, string>;
  /** Minutes of a day of the budget of a step. */
  dayMinutes(elementId: string | undefined): number;
}

/** By its number. */
export async function loadDrawing(processKey: string, version: number): Promise<VersionDrawing> {
  const params = { processKey, version };
  const [file, { steps, deadlines }] = await Promise.all([
    api.getProcedureVersionXml({ params }) as Promise<unknown> as Promise<Response>,
    api.getProcedureVersion({ params }),
  ]);
  const deadline = deadlines.find(({ kind }) => kind === 'published') ?? deadlines.find(({ kind }) => kind === 'legal');
  const days = new Map(
    steps.map(({ elementId, budget, budgetShare }) => [
      elementId,
      dayMinutesOf(
        budget ?? (budgetShare === undefined || !deadline ? undefined : { value: deadline.value * budgetShare, unit: deadline.unit }),
      ),
    ]),
  );
  return {
    processKey,
    version,
    dayMinutes: (elementId) => days.get(elementId ?? '') ?? workingDayMinutes,
    xml: await file.text(),
    names: new Map(steps.flatMap(({ elementId, name }) => (name === undefined ? [] : [[elementId, name]]))),
  };
}

/** Of the version that a dossier keeps, known by its id. */
export function useDrawing(processKey: string | undefined, versionId: string): UseQueryResult<VersionDrawing> {
  return useQuery({
    queryKey: ['drawing', 'of', versionId, processKey],
    enabled: processKey !== undefined,
    staleTime: Infinity,
    async queryFn() {
      const { items } = await api.getProcedureVersions({ params: { processKey: processKey! }, query: { limit: 500 } });
      const found = items.find((each) => each.versionId === versionId);
      if (!found) throw new Error(versionId);
      return loadDrawing(processKey!, found.version);
    },
  });
}
