/** The `tthc` attributes: of a process as a procedure, of a lane or pool as a place, of an activity as a step. */
import type { Moddle } from 'bpmn-moddle';
import type { Draft } from './compilation.ts';
import { defined, durationOf, extensionsOf, feelAttribute, numberOf, oneOf } from './moddle-access.ts';
import { problem } from './problems.ts';
import type { Appointment, Deadline, Lane, Problem, Procedure, Step } from './types.ts';

/** The `tthc` attributes and extension elements of a process. */
export function procedureOf(element: Moddle, problems: Problem[]): Procedure {
  const text = (from: Moddle, name: string) => {
    const value = from.get(`tthc:${name}`) ?? from[name];
    return value === undefined || value === '' ? undefined : String(value);
  };
  const deadlines: Deadline[] = [];
  const appointments: Appointment[] = [];
  const legalBasis: string[] = [];
  let fee: string | undefined;
  for (const extension of extensionsOf(element)) {
    if (extension.$type === 'tthc:Deadline') {
      const duration = durationOf(extension, 'value', 'unit', problems, element.id);
      const when = feelAttribute(extension, 'when');
      if (!duration) problems.push(problem('VALUE_INVALID', 'tthc:deadline', element.id));
      else
        deadlines.push(
          defined({
            ...duration,
            kind: oneOf(extension, 'kind', ['legal', 'published', 'national'] as const, problems, element.id) ?? 'published',
            when,
            phase: text(extension, 'phase'),
            source: text(extension, 'source'),
          }),
        );
    } else if (extension.$type === 'tthc:Appointment') {
      const duration = durationOf(extension, 'value', 'unit', problems, element.id);
      const order = numberOf(extension, 'order', problems) ?? appointments.length + 1;
      if (!duration) problems.push(problem('VALUE_INVALID', 'tthc:appointment', element.id));
      else
        appointments.push(
          defined({
            ...duration,
            order,
            from: text(extension, 'from'),
            until: text(extension, 'until'),
            source: text(extension, 'source'),
          }),
        );
    } else if (extension.$type === 'tthc:LegalBasis') legalBasis.push(String(extension.text ?? ''));
    else if (extension.$type === 'tthc:Fee') fee = String(extension.text ?? extension.amount ?? '');
  }
  return defined({
    procedureCode: text(element, 'procedureCode'),
    caseName: text(element, 'caseName'),
    field: text(element, 'field'),
    province: text(element, 'province'),
    department: text(element, 'department'),
    regime: text(element, 'regime'),
    onlineLevel: text(element, 'onlineLevel'),
    after15: oneOf(element, 'after15', ['handoverOnly', 'shiftStart'] as const, problems) ?? 'handoverOnly',
    unitExtraDays: element.get('tthc:unitExtraDays') === true,
    onSupplement: oneOf(element, 'onSupplement', ['restart', 'pause', 'none'] as const, problems) ?? 'restart',
    atRiskPercent: numberOf(element, 'atRiskPercent', problems) ?? 75,
    deadlines,
    appointments: appointments.sort((a, b) => a.order - b.order),
    legalBasis,
    fee,
  });
}

/** A lane or pool as a place of work. Without our attributes its name is the unit: that is what the file says. */
export function placeOf(element: Moddle): Lane {
  const read = (name: string) => {
    const value = element.get(`tthc:${name}`);
    return value === undefined || value === '' ? undefined : String(value);
  };
  const department = read('department');
  const kind = read('kind');
  const desk = read('desk');
  const unit = read('unit') ?? department ?? (kind ? undefined : (element.name ?? element.id));
  return { id: element.id!, name: element.name, department, unit, desk, kind };
}

const fiveSteps = ['receive', 'appraise', 'approve', 'seal', 'return'] as const;

export function stepOf(element: Moddle, place: Partial<Lane> | undefined, problems: Problem[]): Step {
  const text = (name: string) => {
    const value = element.get(`tthc:${name}`);
    return value === undefined || value === '' ? undefined : String(value);
  };
  const ownUnit = text('unit') ?? text('department');
  const step: Draft<Step> = {
    department: text('department') ?? place?.department,
    unit: ownUnit ?? place?.unit,
    desk: text('desk') ?? (ownUnit ? undefined : place?.desk),
    kind: ownUnit ? undefined : place?.kind,
    role: text('role'),
    step: oneOf(element, 'step', fiveSteps, problems),
    place: oneOf(element, 'place', ['centre', 'agency', 'offSite'] as const, problems),
    placeBasis: text('placeBasis'),
    form: text('form'),
    product: text('product'),
    budget: durationOf(element, 'budget', 'budgetUnit', problems),
    budgetShare: numberOf(element, 'budgetShare', problems),
    budgetPer: oneOf(element, 'budgetPer', ['dossier', 'visit'] as const, problems) ?? 'dossier',
    counts: element.get('tthc:counts') !== false,
    countsBasis: text('countsBasis'),
    waitFor: text('waitFor'),
    phase: text('phase'),
  };
  if (step.budgetShare !== undefined && step.budgetShare > 1)
    problems.push(problem('VALUE_INVALID', `budgetShare="${step.budgetShare}"`, element.id));
  for (const key of Object.keys(step) as (keyof Step)[]) if (step[key] === undefined) delete step[key];
  return step;
}
