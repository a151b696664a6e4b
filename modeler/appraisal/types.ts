/** What the API answers about appraisals, by name. */
import type { ProcessSoundness, ProcessTime, Report } from '../../engine/index.ts';
import type { api } from '../data/session.ts';

type Answer<K extends keyof typeof api> = Awaited<ReturnType<(typeof api)[K]>>;

export type Appraisal = Answer<'getAppraisal'>;
export type AppraisalState = Appraisal['state'];
export type Act = Appraisal['acts'][number];
export type Duties = Answer<'getAppraisalDuties'>;
export type Duty = Omit<Duties['acts'][number], 'act'>;
export type Part = Duties['persons'][number]['part'];
export type Finding = Answer<'getAppraisalFindings'>['items'][number];
export type FindingAct = Duties['findingActs'][number]['act'];
export type Checklist = Answer<'getAppraisalChecklist'>;
export type Comment = Answer<'getAppraisalComments'>['items'][number];
export type TrailItem = Answer<'getAppraisalTrail'>['items'][number];
export type Submission = Answer<'getAppraisalSubmission'>;

/** The report as the checker makes it; of what could not be read it has findings alone. */
export type ReportShown = Partial<Pick<Report, 'verdicts' | 'approximations' | 'counts'>> & {
  readonly soundness?: readonly ProcessSoundness[];
  readonly timeTables?: readonly ProcessTime[];
};

export const reportShown = ({ report }: Submission): ReportShown => report as unknown as ReportShown;
