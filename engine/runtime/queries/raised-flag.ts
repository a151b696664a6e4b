/** A flag as lists show it: who held the step, what it had used, by how much it was over. */
import type { QueryContext } from './context.ts';
import { itemOf } from './item-of.ts';
import { elementIdOf, modelNames } from './model-names.ts';

export interface RaisedFlag {
  readonly dossierId: string;
  readonly dossierCode?: string;
  readonly versionId: string;
  readonly flag: string;
  /** Of the step; of an appointment after the first, `appointment#2`; absent for flags about the first. */
  readonly elementKey?: string;
  /** The activity and its name; absent for flags about the dossier. */
  readonly elementId?: string;
  readonly name?: string;
  readonly epoch: number;
  /** The instant it speaks of, and when it was raised. */
  readonly at: string;
  readonly raisedAt: string;
  readonly withdrawnAt?: string;
  /** Of the step when the flag was raised; of a flag about the dossier, the competent agency. */
  readonly unit?: string;
  readonly department?: string;
  readonly holder?: string;
  /** The date at stake. */
  readonly dueAt?: string;
  /** Working minutes, at `at`; `usedShare`: used ÷ budget, `deadlineShare`: budget ÷ deadline of the procedure. */
  readonly budgetMinutes?: number;
  readonly usedMinutes?: number;
  readonly usedShare?: number;
  readonly deadlineShare?: number;
  /** Working minutes past `dueAt` when it was raised. */
  readonly overByMinutes?: number;
}

type StoredFlag = Omit<RaisedFlag, 'elementId' | 'name' | 'usedShare'>;

/** The columns of a flag, of a row `f` of `flags` and its dossier `d`. */
export const flagColumns = `f.dossier_id::text as "dossierId", d.code as "dossierCode", d.version_id::text as "versionId", f.flag, nullif(f.element_key, '') as "elementKey",
  f.epoch, f.at, f.raised_at as "raisedAt", f.withdrawn_at as "withdrawnAt", f.unit, f.department, f.holder, f.due_at as "dueAt", f.budget_minutes as "budgetMinutes",
  f.used_minutes as "usedMinutes", f.deadline_share as "deadlineShare", f.over_by_minutes as "overByMinutes"`;

/** Flags of rows that were selected by `flagColumns`. */
export async function raisedFlagsOf(context: QueryContext, rows: readonly Readonly<Record<string, unknown>>[]): Promise<RaisedFlag[]> {
  const stored = rows.map((row) => itemOf<StoredFlag>(row));
  const names = await modelNames(
    context,
    stored.map(({ versionId }) => versionId),
  );
  return stored.map((flag) => {
    const { elementKey, usedMinutes, budgetMinutes } = flag;
    const elementId = elementKey === undefined || flagsAboutDossiers.has(flag.flag) ? undefined : elementIdOf(elementKey);
    const name = elementId === undefined ? undefined : names(flag.versionId).elementName(elementId);
    return {
      ...flag,
      ...(elementId !== undefined && { elementId }),
      ...(name !== undefined && { name }),
      ...(usedMinutes !== undefined && budgetMinutes !== undefined && budgetMinutes > 0 && { usedShare: usedMinutes / budgetMinutes }),
    };
  });
}

const flagsAboutDossiers = new Set(['dossierAtRisk', 'apologyDue', 'dossierOverdue']);
