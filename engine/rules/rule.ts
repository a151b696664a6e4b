/** The shape of a rule: one file each in this folder, one line each in index.ts. */
import type { Moddle } from 'bpmn-moddle';
import type { Organisation } from '../deadlines/organisation.ts';
import type { ProcessModel } from '../model/types.ts';
import type { Catalogue } from './catalogue/catalogue-entry.ts';
import type { Finding, Fix } from './finding.ts';

/** What the rules look at. Rules whose matter is absent say nothing. */
export interface RuleInput {
  readonly model: ProcessModel;
  /** The moddle tree the model was compiled from: for rules about the drawing and the file. */
  readonly definitions?: Moddle;
  readonly organisation?: Organisation;
  /** The forms of the procedure by their id (JSON Schema). */
  readonly forms?: Readonly<Record<string, object>>;
  /** Procedures known elsewhere and nationally. */
  readonly catalogue?: Catalogue;
  /** The version that this one is to follow. */
  readonly previous?: ProcessModel;
}

export interface Rule {
  /** Name of the file, of its test and of its row in docs/rules.md. */
  readonly id: string;
  /** The gravest that it reports. */
  readonly severity: Finding['severity'];
  /** Article of the law or clause of the standard. */
  readonly source?: string;
  /** Pure, and linear in the size of the model but for a bounded number of cases; the same input gives the same findings in the same order. */
  check(input: RuleInput): Finding[];
}

/** A finding of a rule, as grave as the rule unless said otherwise. `elements`: ids, the culprit first. */
export function found(
  { id, severity, source }: Pick<Rule, 'id' | 'severity' | 'source'>,
  message: string,
  messageEn: string,
  elements: readonly string[],
  more: { readonly severity?: Finding['severity']; readonly fix?: Fix } = {},
): Finding {
  return { rule: id, severity, message, messageEn, elements, ...(source !== undefined && { source }), ...more };
}
