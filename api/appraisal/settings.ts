/** How appraisals run here: their time limit, whose calendar counts, which units appraise and approve (Justice, Office, a Centre by delegation), and the target of the coverage. */
import type { Queryable } from '../transaction.ts';

export interface AppraisalSettings {
  /** Working days from submission until it is passed or returned. No law fixes it; a province does. */
  readonly dueWorkingDays: number;
  /** Whose working calendar counts; absent: the organisation's. */
  readonly calendarUnit?: string;
  /** Only positions at these units or below them, and those of the whole organisation, appraise; empty: all that have the permission. */
  readonly reviewUnits: readonly string[];
  /** The same for approving, publishing and repealing. */
  readonly approveUnits: readonly string[];
  /** Percent of each department's procedures. */
  readonly coverageTarget: number;
}

/** 80 %: what the province of the first roll-out asked of each department. */
const usual: AppraisalSettings = { dueWorkingDays: 5, reviewUnits: [], approveUnits: [], coverageTarget: 80 };

/** With the number of the row in force; "0" before one was set. */
export async function loadSettings(db: Queryable): Promise<{ readonly id: string; readonly settings: AppraisalSettings }> {
  const { rows } = await db.query<{ id: string; content: AppraisalSettings }>(
    'select id::text, content from appraisal_settings order by id desc limit 1',
  );
  return rows[0] ? { id: rows[0].id, settings: { ...usual, ...rows[0].content } } : { id: '0', settings: usual };
}
