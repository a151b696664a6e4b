/** Time against the deadline: the best and worst case of every process, what each step's part is, on which filing dates the plan breaks, and what breaks it. */
import { calendarOf, defaultOrganisation, type Organisation } from '../deadlines/organisation.ts';
import type { Container, ProcessModel } from '../model/types.ts';
import type { Finding } from '../rules/finding.ts';
import { throwsOf } from './throws-of.ts';
import { messagePartners } from './timing/message-partners.ts';
import { processTime } from './timing/process-time.ts';
import { timeFindings } from './timing/time-findings.ts';
import type { Estimate } from './timing/takes.ts';
import type { TimeReport } from './timing/time-report.ts';

export type { Estimate } from './timing/takes.ts';
export type * from './timing/time-report.ts';
export type { Limit } from './timing/limits.ts';
export type { Approximation, TimerFact, Unbounded } from './timing/notes.ts';
export type { Probability } from './timing/probability.ts';

export interface TimeOptions {
  readonly organisation?: Organisation;
  /** Only this process; else all that the file itself has. */
  readonly processId?: string;
  /** First filing date (YYYY-MM-DD) of the sweep; without it there is none, and times of several units are not decided. */
  readonly firstDate?: string;
  /** Filing dates swept, 1,096 (three years) when absent. */
  readonly dates?: number;
  /** What is known of the time of steps, by element id. */
  readonly estimates?: Readonly<Record<string, Estimate>>;
  /** Rounds of multi-instance activities, and officers who do them side by side, by element id. */
  readonly instances?: Readonly<Record<string, number>>;
  readonly officers?: Readonly<Record<string, number>>;
  /** The unit to take for a kind of unit. */
  readonly participants?: Readonly<Record<string, string>>;
  /** Days that sector law adds where the dossier is handled (mountain communes). */
  readonly extraWorkingDays?: number;
  /** False: the process may get stuck, and nothing "holds". */
  readonly isSound?: boolean;
  readonly isCancelled?: () => boolean;
}

/** The report of all processes of the file. Pure: dates are arguments. Throws OUTSIDE_CALENDAR for dates that no calendar has. */
export function checkTime(model: ProcessModel, options: TimeOptions = {}): TimeReport {
  const organisation = options.organisation ?? defaultOrganisation;
  const wanted = ({ id, linked }: Container) => (options.processId === undefined ? linked === undefined : id === options.processId);
  const processes = [...model.processes.values()].filter((process) => wanted(process) && process.nodes.length > 0);
  const partners = processes.map((process) => messagePartners(model, process));
  const throws = throwsOf(model);
  const times = processes.map((process, index) =>
    processTime(process, calendarOf(organisation, process.procedure?.department), partners[index]!, throws, { ...options, organisation }),
  );
  // what has no limit of its own is judged where a process with one waits for it
  const waitedFor = new Set(partners.flatMap((each, index) => (times[index]!.limits.length > 0 ? each.processes.map(({ id }) => id) : [])));
  const findings: Finding[] = times.flatMap((time) =>
    time.limits.length === 0 && waitedFor.has(time.processId) ? [] : timeFindings(time),
  );
  return { processes: times, findings };
}
