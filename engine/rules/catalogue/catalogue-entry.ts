/** A procedure as somebody published it: what the same procedure is compared with elsewhere. */
import { daysOf } from '../../model/from-table/arithmetic.ts';
import type { Duration, ProcessModel } from '../../model/types.ts';
import { longestPath } from '../reading/longest-path.ts';
import { nodesWithin } from '../reading/nodes-within.ts';
import { mainProcesses } from '../reading/processes.ts';

export interface CatalogueEntry {
  /** National code without the part of the locality: `1.014464`. */
  readonly code: string;
  readonly caseName?: string;
  readonly province?: string;
  readonly name?: string;
  readonly published?: Duration;
  readonly national?: Duration;
  /** Tasks of people on the main way, and the time their budgets add up to, in days of any kind. */
  readonly steps?: number;
  readonly stepDays?: number;
}

export type Catalogue = readonly CatalogueEntry[];

/** The national codes in a printed code: `1.014464.H12, 1.014465` gives two. */
export function nationalCodes(printed: string): string[] {
  return [...new Set(printed.match(/\b\d\.\d{6}\b/gu) ?? [])];
}

/** What a model publishes: an entry for each code of each procedure in it. */
export function catalogueEntries(model: ProcessModel): CatalogueEntry[] {
  return mainProcesses(model).flatMap((process) => {
    const { procedureCode = '', caseName, province, deadlines = [] } = process.procedure ?? {};
    const whole = deadlines.filter(({ phase, when }) => phase === undefined && when === undefined);
    const published = whole.find(({ kind }) => kind === 'published');
    const national = whole.find(({ kind }) => kind !== 'published');
    const path = longestPath(process);
    return nationalCodes(procedureCode).map((code): CatalogueEntry => ({
      code,
      ...(caseName !== undefined && { caseName }),
      ...(province !== undefined && { province }),
      ...(process.name !== undefined && { name: process.name }),
      ...(published && { published: { value: published.value, unit: published.unit } }),
      ...(national && { national: { value: national.value, unit: national.unit } }),
      steps: nodesWithin(process).filter(({ type }) => type === 'userTask' || type === 'manualTask').length,
      stepDays: daysOf(path.map(({ duration }) => duration)),
    }));
  });
}

/** Entries with one of the codes and the same case, in other provinces. */
export function sameElsewhere(catalogue: Catalogue, code: string, caseName: string | undefined, province: string | undefined): Catalogue {
  const codes = nationalCodes(code);
  return catalogue.filter(
    (entry) => codes.includes(entry.code) && entry.caseName === caseName && entry.province !== undefined && entry.province !== province,
  );
}
