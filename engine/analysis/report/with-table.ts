/** Joins what the rules find in a model with what the importer found in the table it was made from, so that nothing is said twice. */
import type { Finding as TableFinding, FindingRule } from '../../model/from-table.ts';
import type { ProcessModel } from '../../model/types.ts';
import type { Finding } from '../../rules/finding.ts';

/** The model shows these as well or better: the rule speaks, also by being silent. */
const shownByModel: readonly FindingRule[] = [
  'code-missing',
  'legal-basis-missing',
  'published-longer-than-national',
  'sum-differs-from-deadline',
  'path-sum-differs',
  'section-sum-differs',
  'phase-sum-differs',
  'appointment-sum-differs',
  'mixed-units',
  'no-step-times',
  'untimed-step',
  'step-over-60-percent',
  'applicant-step-timed',
];

/** The table knows more than the model made from it: a deadline of "at once" is no number, and a row may be several places of work. */
const shownByTable = ['deadline-missing', 'five-step-missing'];

export interface JoinedFinding {
  readonly source: 'rules' | 'table';
  readonly finding: Finding;
}

/** `tableFindings` empty: the rules alone. Those of the table are named `table/<rule>`. */
export function withTable(rules: readonly Finding[], tableFindings: readonly TableFinding[], model: ProcessModel): JoinedFinding[] {
  const isFromTable = tableFindings.length > 0;
  return [
    ...rules
      .filter(({ rule }) => !isFromTable || !shownByTable.includes(rule))
      .map((finding): JoinedFinding => ({ source: 'rules', finding })),
    ...tableFindings
      .filter(({ rule }) => !shownByModel.includes(rule))
      .map((finding): JoinedFinding => ({ source: 'table', finding: findingOfTable(finding, model) })),
  ];
}

/** A pointer into the table is the step made from its row. */
function findingOfTable({ rule, severity, message, messageEn, at }: TableFinding, model: ProcessModel): Finding {
  const row = /^\/steps\/(\d+)/.exec(at)?.[1];
  const id = row === undefined ? at : `step_${Number(row) + 1}`;
  return { rule: `table/${rule}`, severity, message, messageEn, elements: model.nodes.has(id) ? [id] : [] };
}
