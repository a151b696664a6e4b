/** What people ask of the engine: one file a question. Nothing here changes anything. */
import type { DossierReport } from '../../semantics/report.ts';
import { wholeText } from '../boundary.ts';
import type { QueryContext } from './context.ts';
import { controlSlip, type ControlSlip } from './control-slip.ts';
import { adHocParts, type AdHocFilter, type AdHocPart } from './ad-hoc-parts.ts';
import { corrections, type CorrectionItem } from './corrections.ts';
import { dossierFlags } from './dossier-flags.ts';
import type { DossierHead } from './dossier-head.ts';
import type { DossierCounts } from './dossier-punctuality.ts';
import type { DossierFilter } from './dossier-ranges.ts';
import { dossierSummary, type DossierSummary } from './dossier-summary.ts';
import { dossiers } from './dossiers.ts';
import { flags, type FlagFilter } from './flags.ts';
import { handOffsWaiting, type HandOffFilter, type WaitingHandOff } from './hand-offs-waiting.ts';
import { heat, type Heat, type HeatFilter } from './heat.ts';
import type { MeasuredStep } from '../../analysis/measured-steps.ts';
import { measuredSteps } from './measured-steps.ts';
import { history, type HistoryPage } from './history.ts';
import { holdings, type HoldingItem } from './holdings.ts';
import { incidents, type IncidentFilter, type IncidentItem } from './incidents.ts';
import { jobs, type JobFilter, type JobListItem } from './jobs.ts';
import { keptMessages, type KeptMessageFilter, type KeptMessageItem } from './kept-messages.ts';
import { lateDossiers, type LateDossier, type LateFilter } from './late-dossiers.ts';
import type { Page, Paging } from './page.ts';
import {
  procedureFile,
  procedures,
  procedureVersion,
  procedureVersions,
  type ProcedureFacets,
  type ProcedureFilter,
  type ProcedureItem,
  type VersionDetail,
  type VersionItem,
} from './procedures.ts';
import { punctuality, type DossierPunctualityFilter, type PunctualityReport, type StepPunctualityFilter } from './punctuality.ts';
import type { RaisedFlag } from './raised-flag.ts';
import { report } from './report.ts';
import type { StepCounts } from './step-punctuality.ts';
import { taskCounts, type TaskCounts } from './task-counts.ts';
import type { TaskFilter } from './task-ranges.ts';
import { tasks, type Task } from './tasks.ts';

export type { AdHocFilter, AdHocPart } from './ad-hoc-parts.ts';
export type { ControlSlip } from './control-slip.ts';
export type { CorrectionItem } from './corrections.ts';
export type { DossierHead } from './dossier-head.ts';
export type { DossierCounts } from './dossier-punctuality.ts';
export type { DossierFilter, DossierOrder } from './dossier-ranges.ts';
export type { DossierSummary } from './dossier-summary.ts';
export type { FlagFilter } from './flags.ts';
export type { HandOffFilter, WaitingHandOff } from './hand-offs-waiting.ts';
export type { Heat, HeatFilter, HeatPassage, HeatStep } from './heat.ts';
export type { HistoryEntry, HistoryPage } from './history.ts';
export type { HoldingItem } from './holdings.ts';
export type { IncidentFilter, IncidentItem } from './incidents.ts';
export type { JobFilter, JobListItem, JobState } from './jobs.ts';
export type { KeptMessageFilter, KeptMessageItem } from './kept-messages.ts';
export { largestRemainder } from './largest-remainder.ts';
export type { LateDossier, LateFilter } from './late-dossiers.ts';
export type { LostStep } from './lost-steps.ts';
export type { Page, Paging } from './page.ts';
export type { ForceState, ProcedureFacets, ProcedureFilter, ProcedureItem, VersionDetail, VersionItem } from './procedures.ts';
export type { DossierPunctualityFilter, PunctualityReport, PunctualityRow, StepPunctualityFilter } from './punctuality.ts';
export type { RaisedFlag } from './raised-flag.ts';
export type { StepCounts } from './step-punctuality.ts';
export type { TaskCounts } from './task-counts.ts';
export type { TaskFilter } from './task-ranges.ts';
export type { Task } from './tasks.ts';
export { unitsBelow } from './units-below.ts';

/**
 * Lists come in pages (`cursor`, `limit`) in a stable order. Instants, given and taken, are ISO texts with their zone; minutes are working minutes; what has no
 * value is absent. Throws EngineRefused INVALID_VALUE for a value that no filter can have, UNKNOWN_DOSSIER where one dossier is asked for.
 */
export interface Queries {
  /** Open tasks, first due first, those without due instant last. */
  tasks(filter?: TaskFilter & Paging): Promise<Page<Task>>;
  /** How many `tasks` would list. */
  taskCounts(filter?: TaskFilter): Promise<TaskCounts>;
  /** Heads of dossiers: open ones by appointment, unless the filter says otherwise. */
  dossiers(filter?: DossierFilter & Paging): Promise<Page<DossierHead>>;
  dossierSummary(dossierId: string): Promise<DossierSummary>;
  /** Sent to another department and not taken up, oldest first. */
  handOffsWaiting(filter?: HandOffFilter & Paging): Promise<Page<WaitingHandOff>>;
  /** Returned to their senders (the filter's places) and not sent again, oldest first. */
  corrections(filter?: HandOffFilter & Paging): Promise<Page<CorrectionItem>>;
  /** Ad-hoc subprocesses under way, oldest first. */
  adHocParts(filter?: AdHocFilter & Paging): Promise<Page<AdHocPart>>;
  /** Work for programs that is not done, those first that have waited longest. */
  jobs(filter?: JobFilter & Paging): Promise<Page<JobListItem>>;
  /** Messages that nobody has taken yet, in the order of their publishing. */
  keptMessages(filter?: KeptMessageFilter & Paging): Promise<Page<KeptMessageItem>>;
  /** Procedures by name, as their versions in force have them, else the newest. */
  procedures(filter?: ProcedureFilter & Paging): Promise<Page<ProcedureItem> & { readonly facets: ProcedureFacets }>;
  /** All versions of a procedure, the newest first. Throws UNKNOWN_PROCEDURE. */
  procedureVersions(processKey: string, paging?: Paging): Promise<Page<VersionItem>>;
  /** A version by its number, or the newest in force, else the newest. Throws UNKNOWN_PROCEDURE, UNKNOWN_VERSION. */
  procedureVersion(processKey: string, version?: number): Promise<VersionDetail>;
  /** The BPMN file of a version as deployed. Throws UNKNOWN_PROCEDURE, UNKNOWN_VERSION. */
  procedureFile(processKey: string, version?: number): Promise<{ readonly bpmn: string; readonly hash: string }>;
  /** Where the last ended dossiers of a version lost their time. Throws UNKNOWN_VERSION. */
  heat(filter: HeatFilter): Promise<Heat>;
  /** How long the steps of a procedure took in its dossiers that ended last, over its versions; nothing of a procedure that is not there. */
  measuredSteps(processKey: string): Promise<readonly MeasuredStep[]>;
  /** Form 06 at now. */
  controlSlip(dossierId: string): Promise<ControlSlip>;
  /** Steps, flags to come, forecast, control slip and clocks at now. */
  report(dossierId: string): Promise<DossierReport>;
  /** Flags raised and not withdrawn, the latest first. */
  flags(filter?: FlagFilter & Paging): Promise<Page<RaisedFlag>>;
  /** All flags of one dossier in the order of raising, the withdrawn ones too. */
  dossierFlags(dossierId: string, paging?: Paging): Promise<Page<RaisedFlag>>;
  /** Incidents that are not resolved, the engine's own failures (ENGINE_FAILED) among them, oldest first. */
  incidents(filter?: IncidentFilter & Paging): Promise<Page<IncidentItem>>;
  /** Dossiers that ended in a period: early, on time, late. */
  punctuality(filter: DossierPunctualityFilter & Paging): Promise<PunctualityReport<DossierCounts>>;
  /** Steps that ended in a period: within and over their budgets. */
  punctuality(filter: StepPunctualityFilter & Paging): Promise<PunctualityReport<StepCounts>>;
  /** Late dossiers with the step where most time was lost: open ones, longest overdue first, then those that ended late in the period. */
  lateDossiers(filter: LateFilter & Paging): Promise<Page<LateDossier>>;
  /** The commands of one dossier after a revision, in order. */
  history(dossierId: string, page?: { readonly after?: number; readonly limit?: number }): Promise<HistoryPage>;
  /** Who held its steps, in order of time. */
  holdings(dossierId: string, paging?: Paging): Promise<Page<HoldingItem>>;
}

export function openQueries(context: QueryContext): Queries {
  return {
    tasks: async (filter = {}) => tasks(context, wholeText(filter)),
    taskCounts: async (filter = {}) => taskCounts(context, wholeText(filter)),
    dossiers: async (filter = {}) => dossiers(context, wholeText(filter)),
    dossierSummary: (dossierId) => dossierSummary(context, dossierId),
    handOffsWaiting: async (filter = {}) => handOffsWaiting(context, wholeText(filter)),
    adHocParts: async (filter = {}) => adHocParts(context, wholeText(filter)),
    corrections: async (filter = {}) => corrections(context, wholeText(filter)),
    jobs: async (filter = {}) => jobs(context, wholeText(filter)),
    keptMessages: async (filter = {}) => keptMessages(context, wholeText(filter)),
    procedures: async (filter = {}) => procedures(context, wholeText(filter)),
    procedureVersions: async (processKey, paging = {}) => procedureVersions(context, wholeText(processKey), paging),
    procedureVersion: async (processKey, version) => procedureVersion(context, wholeText(processKey), version),
    procedureFile: async (processKey, version) => procedureFile(context, wholeText(processKey), version),
    heat: async (filter) => heat(context, wholeText(filter)),
    measuredSteps: async (processKey) => measuredSteps(context, wholeText(processKey)),
    controlSlip: (dossierId) => controlSlip(context, dossierId),
    report: (dossierId) => report(context, dossierId),
    flags: async (filter = {}) => flags(context, wholeText(filter)),
    dossierFlags: (dossierId, paging = {}) => dossierFlags(context, dossierId, paging),
    incidents: async (filter = {}) => incidents(context, wholeText(filter)),
    punctuality: (async (filter: (DossierPunctualityFilter | StepPunctualityFilter) & Paging) =>
      punctuality(context, wholeText(filter))) as Queries['punctuality'],
    lateDossiers: async (filter) => lateDossiers(context, wholeText(filter)),
    history: (dossierId, page = {}) => history(context, dossierId, page),
    holdings: (dossierId, paging = {}) => holdings(context, dossierId, paging),
  };
}
