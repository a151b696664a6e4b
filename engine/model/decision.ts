/** What a business rule task asks: a decision of a DMN file that lies beside the process, compiled by `engine/decisions`; and its tables as written, for rules and pictures. */
import type { Json, Lookup } from '../semantics/expressions.ts';
import type { Problem } from './types.ts';

/** A column of conditions. Texts are FEEL. */
export interface TableInput {
  readonly label: string;
  readonly expression: string;
  /** Name of a type, without prefix. */
  readonly type?: string;
  /** Unary tests: the only values there are. */
  readonly allowed?: string;
}

/** A column of results. */
export interface TableOutput {
  /** Empty when there is only one. */
  readonly name: string;
  readonly label: string;
  readonly type?: string;
  /** FEEL list of the only values there are, in order of priority. */
  readonly allowed?: string;
  readonly default?: string;
}

export interface TableRule {
  readonly id?: string;
  /** Unary tests, one for each input. */
  readonly tests: readonly string[];
  /** FEEL, one for each output. */
  readonly outputs: readonly string[];
  /** What a person wrote beside the rule: article of law, reason. */
  readonly annotation?: string;
}

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'PRIORITY' | 'ANY' | 'COLLECT' | 'RULE ORDER' | 'OUTPUT ORDER';

export interface DecisionTable {
  /** Id of the table, else of the decision or knowledge model that holds it. */
  readonly id: string;
  readonly name: string;
  readonly hitPolicy: HitPolicy;
  readonly aggregation?: 'SUM' | 'COUNT' | 'MIN' | 'MAX';
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rules: readonly TableRule[];
}

/** Which rules of a table were true. */
export interface TableHits {
  readonly table: string;
  readonly name: string;
  /** In the order of the table; `number` counts from 1. */
  readonly rules: readonly { readonly number: number; readonly id?: string; readonly annotation?: string }[];
}

export interface DecisionOutcome {
  readonly failed?: false;
  readonly value: Json;
  /** Every table that was looked into, in that order. */
  readonly tables: readonly TableHits[];
}

/** Why a decision has no value: the sentences name the table, the rule and the column. */
export interface DecisionFailure {
  readonly failed: true;
  readonly message: string;
  readonly messageEn: string;
}

/** A decision or decision service, ready to be asked. */
export interface Decision {
  readonly id: string;
  readonly name: string;
  /** The file it stands in. */
  readonly file: string;
  /** The variables it may read, sorted. */
  readonly names: readonly string[];
  /** Its own tables and those of everything it rests on. */
  readonly tables: readonly DecisionTable[];
  /** Everything it rests on as plain JSON: equal texts decide alike. */
  readonly text: string;
  readonly evaluate: (lookup: Lookup, now: string) => DecisionOutcome | DecisionFailure;
}

/** DMN files beside a process: name → XML. */
export type DecisionFiles = Readonly<Record<string, string>>;

/** The decisions of the DMN files beside a process, and what is wrong with those files. */
export interface DecisionSet {
  readonly decisions: readonly Decision[];
  readonly problems: readonly Problem[];
}

/** The decisions that go by a name: an id, else a name; behind `file#` only those of that file. More than one is for the caller to refuse. */
export function findDecisions({ decisions }: DecisionSet, wanted: string): readonly Decision[] {
  const hash = wanted.indexOf('#');
  const [file, name] = hash < 0 ? [undefined, wanted] : [wanted.slice(0, hash), wanted.slice(hash + 1)];
  const within = decisions.filter((decision) => file === undefined || decision.file === file);
  const byId = within.filter(({ id }) => id === name);
  return byId.length > 0 ? byId : within.filter((decision) => decision.name === name);
}
