/** The figures of a finished visit of a step, kept beside it when it ends. */
import { instantOf } from '../deadlines/local-date.ts';
import type { Organisation } from '../deadlines/organisation.ts';
import { stepUse, type StepUse } from '../deadlines/step-use.ts';
import type { State, StepRecord } from './state.ts';

/** What the visit had used of its budget when it ended, and by how much it was over: as in the report, without its view of the whole dossier. */
export function stepFigures({ clock, flags }: State, organisation: Organisation, record: StepRecord): StepUse {
  return stepUse({ clock, raised: Object.values(flags) }, organisation, record, instantOf(record.leftAt));
}
