/** The list of rules, in the order in which their findings are given. */
import { apologyMissing } from './apology-missing.ts';
import { apologyTooLate } from './apology-too-late.ts';
import { applicantStepTimed } from './applicant-step-timed.ts';
import { appointmentSumDiffers } from './appointment-sum-differs.ts';
import { bpmnlint } from './bpmnlint.ts';
import { budgetDoesNotCount } from './budget-does-not-count.ts';
import { calledVersionLatest } from './called-version-latest.ts';
import { codeMissing } from './code-missing.ts';
import { codeNotInCatalogue } from './code-not-in-catalogue.ts';
import { conditionGap } from './condition-gap.ts';
import { conditionNeverTrue } from './condition-never-true.ts';
import { conditionOverlap } from './condition-overlap.ts';
import { deadlineLongerThanBefore } from './deadline-longer-than-before.ts';
import { deadlineMissing } from './deadline-missing.ts';
import { decisionTableGap } from './decision-table-gap.ts';
import { decisionTableOverlap } from './decision-table-overlap.ts';
import { defaultMissing } from './default-missing.ts';
import { duplicateName } from './duplicate-name.ts';
import { fasterElsewhere } from './faster-elsewhere.ts';
import { feeMissing } from './fee-missing.ts';
import { fiveStepMissing } from './five-step-missing.ts';
import { handOffLoop } from './hand-off-loop.ts';
import { legalBasisMissing } from './legal-basis-missing.ts';
import { manyShortSteps } from './many-short-steps.ts';
import { mixedUnits } from './mixed-units.ts';
import { personalDataRead } from './personal-data-read.ts';
import { phaseSumDiffers } from './phase-sum-differs.ts';
import { placeOutsideCentre } from './place-outside-centre.ts';
import { publishedLongerThanLegal } from './published-longer-than-legal.ts';
import { repealedLaw } from './repealed-law.ts';
import { roleWithoutOfficers } from './role-without-officers.ts';
import { stepOver60Percent } from './step-over-60-percent.ts';
import { stepWithoutBudget } from './step-without-budget.ts';
import { sumDiffersFromDeadline } from './sum-differs-from-deadline.ts';
import { supplementAskedTwice } from './supplement-asked-twice.ts';
import { timedAfterReturn } from './timed-after-return.ts';
import { uncountedWithoutBasis } from './uncounted-without-basis.ts';
import { unitDiffersFromDeadline } from './unit-differs-from-deadline.ts';
import { unitWithoutCalendar } from './unit-without-calendar.ts';
import { waitWithoutTimeout } from './wait-without-timeout.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [
  sumDiffersFromDeadline,
  phaseSumDiffers,
  appointmentSumDiffers,
  publishedLongerThanLegal,
  deadlineMissing,
  deadlineLongerThanBefore,
  stepWithoutBudget,
  stepOver60Percent,
  unitDiffersFromDeadline,
  mixedUnits,
  budgetDoesNotCount,
  uncountedWithoutBasis,
  applicantStepTimed,
  timedAfterReturn,
  manyShortSteps,
  fiveStepMissing,
  placeOutsideCentre,
  legalBasisMissing,
  repealedLaw,
  feeMissing,
  codeMissing,
  codeNotInCatalogue,
  fasterElsewhere,
  duplicateName,
  unitWithoutCalendar,
  roleWithoutOfficers,
  handOffLoop,
  waitWithoutTimeout,
  supplementAskedTwice,
  apologyMissing,
  apologyTooLate,
  conditionGap,
  conditionOverlap,
  conditionNeverTrue,
  defaultMissing,
  decisionTableGap,
  decisionTableOverlap,
  personalDataRead,
  calledVersionLatest,
  bpmnlint,
];
