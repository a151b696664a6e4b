/** What the elements and flows of a process say for the rows of its table. */
import type { Moddle } from 'bpmn-moddle';
import { extensionsOf, listOf } from './moddle-access.ts';
import type { TableRow, TableSum } from './table-row.ts';
import type { Duration, TimeUnit } from './types.ts';

/** An attribute of ours; undefined when it is absent or empty. */
export function textOf(node: Moddle, name: string): string | undefined {
  const value = node.get(`tthc:${name}`);
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

const fiveSteps: readonly string[] = ['receive', 'appraise', 'approve', 'seal', 'return'];

/** The texts of a row: its attributes, documentation and legal basis. */
export function textsOf(node: Moddle): Partial<TableRow> {
  const found: Record<string, string> = {};
  if (node.$instanceOf('bpmn:Activity'))
    for (const name of ['role', 'durationText', 'countsBasis', 'place', 'product', 'form']) {
      const value = textOf(node, name);
      if (value !== undefined) found[name] = value;
    }
  const documentation = listOf(node, 'documentation')
    .map(({ text }) => String(text ?? ''))
    .join('\n');
  if (documentation !== '') found.documentation = documentation;
  const step = textOf(node, 'step');
  if (step !== undefined && fiveSteps.includes(step)) found.step = step;
  const basis = extensionsOf(node)
    .filter(({ $type }) => $type === 'tthc:LegalBasis')
    .map(({ text }) => String(text ?? ''));
  if (basis.length > 0) found.legalBasis = basis.join('; ');
  return found;
}

const timeUnits: readonly string[] = ['workingDay', 'calendarDay', 'workingHour'];

function readDuration(value: unknown, unit: unknown): Duration | undefined {
  const amount = Number(
    String(value ?? '')
      .trim()
      .replace(',', '.'),
  );
  if (value === undefined || value === '' || !Number.isFinite(amount) || amount < 0 || !timeUnits.includes(String(unit))) return undefined;
  return { value: amount, unit: unit as TimeUnit };
}

/** The budget of a step; undefined for none, or one that cannot be read. */
export const budgetOf = (node: Moddle): Duration | undefined => readDuration(node.get('tthc:budget'), node.get('tthc:budgetUnit'));

/** In days; eight working hours are one. */
export function daysOf({ value, unit }: Duration): TableSum {
  if (unit === 'calendarDay') return { workingDays: 0, calendarDays: value };
  return { workingDays: unit === 'workingHour' ? value / 8 : value, calendarDays: 0 };
}

/** What leads to a row: the text of the flow, whether it is the default, and its condition where data choose. */
export function branchOf(flow: Moddle): Pick<TableRow, 'branch' | 'isDefault' | 'choiceFlowId' | 'condition'> {
  const source = flow.sourceRef as Moddle | undefined;
  const ways = listOf(source ?? flow, 'outgoing').length;
  if (source?.$instanceOf('bpmn:Gateway') !== true && ways <= 1) return flow.name ? { branch: flow.name } : {};
  const condition = String((flow.conditionExpression as Moddle | undefined)?.body ?? '').trim();
  const text = flow.name ?? (condition === '' ? undefined : condition);
  const isChoice = ways > 1 && !withoutConditions.includes(source?.$type ?? '');
  return {
    ...(text !== undefined && text !== '' && { branch: text }),
    ...(source?.default === flow && { isDefault: true as const }),
    ...(isChoice && { choiceFlowId: flow.id ?? '' }),
    ...(isChoice && condition !== '' && { condition: condition.replace(/^=\s*/, '') }),
  };
}

/** Gateways whose ways on no data choose. */
const withoutConditions: readonly string[] = ['bpmn:ParallelGateway', 'bpmn:EventBasedGateway'];

/** The published deadline of the whole, else the legal one. */
export function deadlineOf(process: Moddle): Duration | undefined {
  const found = extensionsOf(process).filter(({ $type, phase, when }) => $type === 'tthc:Deadline' && !phase && !when);
  const chosen = found.find(({ kind }) => kind === undefined || kind === 'published') ?? found.find(({ kind }) => kind === 'legal');
  return chosen && readDuration(chosen.value, chosen.unit);
}
