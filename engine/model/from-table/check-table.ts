/** Checks of a whole table: code, basis, deadlines, labels, sums by section, phase, appointment and path. */
import type { Duration, FiveStep } from '../types.ts';
import { daysOf, durationTexts, equals, sumOf, sumTexts, type Sum } from './arithmetic.ts';
import { finding, type Finding } from './findings.ts';
import { fiveStepNames } from './five-step.ts';
import type { PublishedTable } from './published-table.ts';
import { readDurationText, budgetOf } from './read-duration.ts';
import type { ReadStep } from './read-steps.ts';
import { durationOf } from './read-times.ts';

/** A step above this part of the total leaves no room for an early warning (domain rule on coarse steps). */
const coarseShare = 0.6;

/** Codes as the national catalogue writes them: "1.014464", with the locality's suffix "1.014464.H12". */
export function codesOf(printed: string): string[] {
  const tight = printed.replace(/(\d)\s*\.\s*(?=[\dH])/gu, '$1.');
  const codes = tight.match(/\b\d\.(?:\d{6}|\d{3}\.\d{3})(?:\.[A-Z]\d{2})?/gu) ?? [];
  return [...new Set(codes.map((code) => code.replace(/^(\d)\.(\d{3})\.(\d{3})/u, '$1.$2$3')))];
}

export function checkHead(table: PublishedTable): Finding[] {
  const found: Finding[] = [];
  const code = table.code ?? '';
  const codes = codesOf(code);
  if (!codes.length) found.push(finding('code-missing', '/code', { code }));
  else if (codes.join(', ') !== code) found.push(finding('code-normalised', '/code', { code, normalised: codes.join(', ') }));
  if (codes.length > 1 || /…|\bnhóm \d/u.test(code)) found.push(finding('several-codes', '/code', { codes: codes.join(', ') || code }));

  const basis = table.legalBasis ?? [];
  if (!basis.length) found.push(finding('legal-basis-missing', '/legalBasis'));
  else if (basis.every((text) => /^quyết định .*ubnd/iu.test(text)))
    found.push(finding('legal-basis-only-local', '/legalBasis', { basis: basis.join('; ') }));

  const deadline = table.legalDeadline && durationOf(table.legalDeadline);
  if (!deadline) found.push(finding('deadline-absent', '/legalDeadline'));
  else if (deadline.value === 0) found.push(finding('deadline-zero', '/legalDeadline'));
  else if (deadline.unit === 'calendarDay')
    found.push(finding('deadline-plain-day', '/legalDeadline', { deadline: durationTexts(deadline) }));
  const national = table.nationalDeadline && durationOf(table.nationalDeadline);
  if (deadline && national && comparable(deadline, national) && daysOf([deadline]) > daysOf([national])) {
    found.push(
      finding('published-longer-than-national', '/nationalDeadline', {
        published: durationTexts(deadline),
        national: durationTexts(national),
      }),
    );
  }
  if (table.alternativeDeadline) {
    const { when = '' } = table.alternativeDeadline;
    found.push(
      finding('alternative-deadline-not-formal', '/alternativeDeadline', {
        deadline: durationTexts(durationOf(table.alternativeDeadline)),
        when,
      }),
    );
  }
  return found;
}

/** Duplicate and skipped labels within a section; numbering may start again with each section. */
export function checkLabels(steps: readonly ReadStep[]): Finding[] {
  const found: Finding[] = [];
  const byStage = sectionsOf(steps, ({ row }) => (/hẹn/iu.test(row.stage ?? '') ? '' : (row.stage ?? '')));
  for (const section of byStage.values()) {
    const seen = new Set<string>();
    let last: { label: string; number: number } | undefined;
    for (const { row, label, at } of section) {
      if (/\((continued row|tiếp)\)$/iu.test(row.label ?? '')) continue;
      const match = /^(.*?)(\d+)$/u.exec(label);
      if (seen.has(label)) found.push(finding('duplicate-label', `${at}/label`, { label }));
      else if (match && last && Number(match[2]) > last.number + 1)
        found.push(finding('skipped-label', `${at}/label`, { label, before: last.label }));
      seen.add(label);
      if (match) last = { label, number: Number(match[2]) };
    }
  }
  return found;
}

/** Sums against deadline, sections, appointments; `paths` are the ways through the table, each a list of steps. */
export function checkSums(table: PublishedTable, steps: readonly ReadStep[], paths: readonly (readonly ReadStep[])[]): Finding[] {
  const found: Finding[] = [];
  const timed = steps.filter(({ budget }) => budget);
  if (!timed.length) return [finding('no-step-times', '/steps')];
  const units = new Set(timed.map(({ budget }) => budget!.unit));
  if (units.size > 1) {
    const names = [...units].map((unit) => durationTexts({ value: 1, unit }).map((text) => text.slice(2)));
    found.push(
      finding('mixed-units', '/steps', {
        units: [names.map(([name]) => name).join(', '), names.map(([, name]) => name!.replace(/s$/u, 's')).join(', ')],
      }),
    );
  }
  const deadline = table.legalDeadline ? durationOf(table.legalDeadline) : undefined;
  if (deadline) found.push(...checkPaths(table, paths, deadline));
  found.push(...checkSections(steps), ...checkAppointments(table, steps, deadline));
  const total = daysOf(steps.filter(({ counts }) => counts).map(({ budget }) => budget));
  for (const step of timed) {
    const share = daysOf([step.budget]) / total;
    if (share > coarseShare && timed.length > 1 && step.counts) {
      found.push(finding('step-over-60-percent', `${step.at}/duration`, { label: step.label, percent: Math.round(share * 100) }));
    }
  }
  return found;
}

function checkPaths(table: PublishedTable, paths: readonly (readonly ReadStep[])[], deadline: Duration): Finding[] {
  const deadlines = [deadline, ...(table.alternativeDeadline ? [durationOf(table.alternativeDeadline)] : [])];
  return paths.flatMap((path) => {
    const sum = countedSum(path);
    if (deadlines.some((limit) => equals(sum, limit))) return [];
    const values = { sum: sumTexts(sum), deadline: pairs(deadlines.map(durationTexts)) };
    if (paths.length === 1) return [finding('sum-differs-from-deadline', '/legalDeadline', values)];
    return [finding('path-sum-differs', '/legalDeadline', { ...values, path: path.map(({ label }) => label).join(' → ') })];
  });
}

/** "Cấp xã (10 ngày làm việc)": a printed sub-total; undefined when the stage prints none. */
export function sectionTotal(stage: string): { name: string; limit: Duration } | undefined {
  const match = /^(.*?)\s*\(([^()]*)\)\s*$/u.exec(stage);
  const printed = match && readDurationText(match[2]!);
  if (!match || printed?.kind !== 'timed' || printed.printed === 'none') return undefined;
  return { name: match[1]!, limit: budgetOf(printed.value, printed.printed, 'calendarDay') };
}

function checkSections(steps: readonly ReadStep[]): Finding[] {
  return [...sectionsOf(steps, ({ row }) => row.stage ?? '')].flatMap(([stage, members]) => {
    const total = sectionTotal(stage);
    const sum = countedSum(members);
    if (!total || equals(sum, total.limit)) return [];
    return [
      finding('section-sum-differs', `${members[0]!.at}/stage`, {
        section: total.name,
        printed: durationTexts(total.limit),
        sum: sumTexts(sum),
      }),
    ];
  });
}

function checkAppointments(table: PublishedTable, steps: readonly ReadStep[], deadline: Duration | undefined): Finding[] {
  const appointments = table.appointments ?? [];
  const found = appointments.flatMap((appointment, index) => {
    const covered = stepsOfAppointment(steps, appointment.order);
    const at = `/appointments/${index}`;
    if (!covered.length) return [finding('appointment-unplaced', at, { order: appointment.order })];
    const sum = countedSum(covered);
    if (equals(sum, durationOf(appointment))) return [];
    return [
      finding('appointment-sum-differs', at, {
        order: appointment.order,
        appointment: durationTexts(durationOf(appointment)),
        sum: sumTexts(sum),
      }),
    ];
  });
  const sum = sumOf(appointments.map(durationOf));
  if (appointments.length && deadline && !equals(sum, deadline)) {
    found.push(finding('appointments-do-not-add-up', '/appointments', { sum: sumTexts(sum), deadline: durationTexts(deadline) }));
  }
  return found;
}

function sectionsOf(steps: readonly ReadStep[], nameOf: (step: ReadStep) => string): Map<string, ReadStep[]> {
  const sections = new Map<string, ReadStep[]>();
  for (const step of steps) sections.set(nameOf(step), [...(sections.get(nameOf(step)) ?? []), step]);
  return sections;
}

/** Rows under "Hẹn lần N". */
export function stepsOfAppointment(steps: readonly ReadStep[], order: number): ReadStep[] {
  return steps.filter(({ row }) => new RegExp(`hẹn lần ${order}(?!\\d)`, 'iu').test(row.stage ?? ''));
}

/** The places of work that no row covers; a row that joins several covers all of them. */
export function checkFiveSteps(steps: readonly ReadStep[]): Finding[] {
  const covered = new Set(steps.flatMap(({ fiveSteps }) => fiveSteps));
  return (Object.keys(fiveStepNames) as FiveStep[])
    .filter((step) => !covered.has(step))
    .map((step) => finding('five-step-missing', '/steps', { step: fiveStepNames[step] }));
}

export function countedSum(steps: readonly ReadStep[]): Sum {
  return sumOf(steps.filter(({ counts }) => counts).map(({ budget }) => budget));
}

function comparable(one: Duration, other: Duration): boolean {
  return (one.unit === 'calendarDay') === (other.unit === 'calendarDay');
}

function pairs(texts: readonly (readonly [string, string])[]): [string, string] {
  return [texts.map(([vietnamese]) => vietnamese).join(' hoặc '), texts.map(([, english]) => english).join(' or ')];
}
