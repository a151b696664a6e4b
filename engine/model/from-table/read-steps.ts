/** Rows of a published table → steps with place, budget, counting and place of work; what is doubtful becomes a finding. */
import type { Duration, FiveStep } from '../types.ts';
import { durationTexts } from './arithmetic.ts';
import { finding, type Finding } from './findings.ts';
import { fiveStepNames, fiveStepsOf } from './five-step.ts';
import type { PublishedTable, TableStep } from './published-table.ts';
import { placeKey, readPlace, type Place } from './read-place.ts';
import { explainedAbbreviations, spellOut, withExplained } from './spell-out.ts';
import { readTimes, type RowTime } from './read-times.ts';
import { labelOf } from './step-label.ts';

export type WaitFor = 'applicant' | 'tax' | 'posting';

export interface ReadStep {
  /** Element id, from the row's position: stable as long as rows are not moved. */
  readonly id: string;
  readonly index: number;
  /** JSON pointer of the row. */
  readonly at: string;
  /** The label for people: "Bước 3", "B2 (tiếp)". */
  readonly label: string;
  readonly row: TableStep;
  readonly place: Place;
  readonly budget?: Duration;
  readonly counts: boolean;
  readonly countsBasis?: string;
  readonly waitFor?: WaitFor;
  readonly untimed?: RowTime['untimed'];
  readonly fiveSteps: readonly FiveStep[];
  /** The payment wait when the table prints it as a row. */
  readonly isPaymentWait: boolean;
  readonly isConsultation: boolean;
}

/** The lead agency of the table: the first one named in its head. */
export function leadDepartmentOf(table: PublishedTable): string {
  return spellOut((table.department ?? '').split(/\s+[/+]\s+/u)[0]!) || 'Cơ quan giải quyết';
}

/** Reads all rows. `findings` gets what is doubtful about single rows. */
export function readSteps(table: PublishedTable, findings: Finding[]): ReadStep[] {
  const times = readTimes(table, findings);
  const places = readPlaces(table);
  const rows = table.steps;
  const steps = rows.map((row, index): ReadStep => {
    const at = `/steps/${index}`;
    const time = times[index]!;
    const place = places[index]!;
    const fiveSteps = fiveStepsOf(row, index === 0, index === rows.length - 1);
    const uncounted = waitOf(row, place, time, fiveSteps, table);
    return {
      id: `step_${index + 1}`,
      index,
      at,
      label: labelOf(row, index),
      row,
      place,
      ...(time.budget && { budget: time.budget }),
      ...(time.untimed && { untimed: time.untimed }),
      counts: uncounted === undefined,
      ...uncounted,
      fiveSteps,
      isPaymentWait: /tạm dừng chờ thực hiện nghĩa vụ tài chính|^chứng từ nộp tiền/iu.test(`${row.unit} ${row.content}`) && !time.budget,
      isConsultation: row.role === 'consulted_agency' || place.kind === 'consultedAgency',
    };
  });
  for (const step of steps) findings.push(...findingsOfPlace(step), ...findingsOfTime(step, steps));
  return steps;
}

function readPlaces(table: PublishedTable): Place[] {
  const abbreviations = explainedAbbreviations(table.steps.map(({ unit }) => unit));
  const leadDepartment = leadDepartmentOf(table);
  const places: Place[] = [];
  let lastDivision: Place | undefined;
  for (const row of table.steps) {
    const place = readPlace(withExplained(row.unit || leadDepartment, abbreviations), row.role, {
      leadDepartment,
      ...(lastDivision && { lastDivision }),
      ...(row.stage && { stage: row.stage }),
    });
    if (place.unit && /^(phòng|chi cục)/iu.test(place.unit)) lastDivision = place;
    places.push(sameCentre(place, places) ?? place);
  }
  return places;
}

/**
 * "The Centre of the province" in one row and "of the province or the communes" in another are one desk when the unit is the same;
 * so is a desk without its agency ("Trưởng Bộ phận TN&TKQ") and the only one named with it.
 */
function sameCentre(place: Place, earlier: readonly Place[]): Place | undefined {
  if (!place.atCentre) return undefined;
  const near = earlier.filter(
    (other) => other.atCentre && (other.department.startsWith(place.department) || place.department.startsWith(other.department)),
  );
  const unit = (one: Place) => placeKey({ ...one, department: '' });
  const same = near.find((other) => unit(other) === unit(place));
  const only = !place.unit && new Set(near.map(unit)).size === 1 ? near[0] : undefined;
  const found = same ?? only;
  return found && { ...found, doubts: place.doubts };
}

/** Time outside the deadline: the applicant's, the tax agency's, public posting, and returning the finished result. */
function waitOf(
  row: TableStep,
  place: Place,
  time: RowTime,
  fiveSteps: readonly FiveStep[],
  table: PublishedTable,
): { counts: false; countsBasis: string; waitFor?: WaitFor } | undefined {
  if (time.budget || time.untimed === undefined) return undefined;
  const printed = row.stage && /không tính/iu.test(row.stage) ? row.stage.replace(/^\(|\)$/gu, '') : (row.durationText ?? '');
  const said = printed || 'Không ghi thời gian';
  if (row.role === 'tax_agency' || place.department === 'Cơ quan thuế') return { counts: false, countsBasis: said, waitFor: 'tax' };
  if (/^(thực hiện )?(đăng tin|niêm yết)/iu.test(row.content)) return { counts: false, countsBasis: said, waitFor: 'posting' };
  if (place.kind === 'applicant') return { counts: false, countsBasis: said, waitFor: 'applicant' };
  if (/tạm dừng/iu.test(row.unit)) return { counts: false, countsBasis: 'Tạm dừng chờ thực hiện nghĩa vụ tài chính', waitFor: 'applicant' };
  const inTimedTable = table.steps.some(({ duration }) => duration);
  if (time.untimed === 'whileOther' && inTimedTable) return { counts: false, countsBasis: said, waitFor: 'posting' };
  if (time.untimed === 'notCounted') return { counts: false, countsBasis: said };
  if (time.untimed === 'officeHours' && fiveSteps.includes('return')) return { counts: false, countsBasis: said };
  return undefined;
}

function findingsOfPlace({ at, label, row, place, fiveSteps }: ReadStep): Finding[] {
  const read = [place.unit, place.department].filter(Boolean).join(' – ');
  const values = { label, unit: row.unit, place: read };
  const found: Finding[] = [];
  if (place.doubts.includes('severalRoles')) found.push(finding('several-roles-in-step', `${at}/unit`, values));
  if (place.doubts.includes('unitNotNamed') || place.doubts.includes('unknownAgency'))
    found.push(finding('doubtful-unit', `${at}/unit`, values));
  if (place.doubts.includes('alternatives')) found.push(finding('either-unit', `${at}/unit`, values));
  const contentIsUnit = row.content === row.unit || /^(lãnh đạo|văn phòng|phòng|sở|ubnd|chuyên viên)( \p{L}+){0,3}$/iu.test(row.content);
  if (place.doubts.includes('contentInUnit') || contentIsUnit) found.push(finding('swapped-columns', `${at}/unit`, values));
  if (fiveSteps.length > 1 && !onlySealsAndReturns(fiveSteps)) {
    const names = fiveSteps.map((step) => fiveStepNames[step]);
    const steps = [names.map(([name]) => name).join(', '), names.map(([, name]) => name).join(', ')] as const;
    found.push(finding('several-places-in-step', `${at}/content`, { label, steps }));
  }
  return found;
}

function onlySealsAndReturns(fiveSteps: readonly FiveStep[]): boolean {
  return fiveSteps.every((step) => step === 'seal' || step === 'return');
}

function findingsOfTime(step: ReadStep, steps: readonly ReadStep[]): Finding[] {
  const { at, label, row, place, budget, untimed, counts, waitFor, countsBasis = '' } = step;
  const where = `${at}/durationText`;
  if (budget) {
    const byApplicant = place.kind === 'applicant' || /^người [^;]*nộp /iu.test(row.content);
    return byApplicant ? [finding('applicant-step-timed', where, { label, budget: durationTexts(budget) })] : [];
  }
  if (!steps.some((other) => other.budget) || untimed === 'shared') return [];
  const text = row.durationText || '(trống)';
  if (step.fiveSteps.includes('return')) return [finding('untimed-return', where, { label, text })];
  if (!counts && waitFor) return [finding('untimed-wait', where, { label, basis: countsBasis })];
  return [finding('untimed-step', where, { label, text })];
}
