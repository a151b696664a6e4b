/** The scenario file: its shape, and the check that nothing in it is misread. An unknown key is an error, so that no scenario passes by being misunderstood. */
import type { Json, Variables } from '../semantics/state.ts';
import { valueKinds } from './value-kinds.ts';

export interface Scenario {
  readonly id: string;
  readonly model?: string;
  readonly xml?: string;
  readonly process?: string;
  readonly labels?: readonly string[];
  readonly disputed?: string;
  readonly given?: {
    readonly now?: string;
    readonly variables?: Variables;
    readonly organisation?: string;
    readonly auto?: boolean;
    readonly hold?: readonly string[];
    readonly choose?: Readonly<Record<string, readonly string[]>>;
    readonly jobs?: Readonly<Record<string, readonly JobAnswer[]>>;
  };
  readonly steps: readonly Step[];
  readonly expect: readonly Expectation[];
}

export interface JobAnswer {
  readonly do: 'complete' | 'fail' | 'error';
  readonly code?: string;
  readonly variables?: Variables;
  readonly retries?: number;
}

export interface Step {
  readonly do: string;
  readonly at?: string;
  readonly nth?: number;
  readonly variables?: Variables;
  readonly by?: string;
  readonly from?: string;
  readonly to?: string;
  readonly reason?: string;
  readonly name?: string;
  readonly key?: Json;
  readonly id?: string;
  readonly code?: string;
  readonly retries?: number;
  readonly flows?: readonly string[];
  readonly occurredAt?: string;
  readonly participants?: Readonly<Record<string, string>>;
  /** Of `migrate`: a file beside the scenario, or its text. */
  readonly model?: string;
  readonly xml?: string;
  readonly plan?: Readonly<Record<string, string | null>>;
}

export interface Expectation {
  readonly after: number | 'end';
  readonly active?: readonly string[];
  readonly ended?: boolean;
  readonly stuck?: boolean;
  readonly refused?: boolean;
  readonly code?: string;
  readonly fails?: boolean;
  readonly completed?: readonly string[];
  readonly order?: readonly (readonly [string, string])[];
  readonly notReached?: readonly string[];
  readonly incidents?: readonly string[];
  readonly variables?: Variables;
  readonly flags?: readonly { readonly flag: string; readonly at?: string; readonly instant?: string }[];
  readonly appointment?: string | null;
  readonly handOffs?: readonly { readonly from?: string; readonly to?: string; readonly state?: string }[];
}

/** One thing that was expected and is not so. */
export interface Failure {
  readonly after: number | 'end' | 'deployment';
  readonly what: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

export interface ScenarioResult {
  readonly id: string;
  readonly ok: boolean;
  readonly disputed?: string;
  readonly labels: readonly string[];
  readonly failures: readonly Failure[];
}

const stepKeys: Readonly<Record<string, readonly string[]>> = {
  start: ['at', 'variables', 'occurredAt', 'participants'],
  complete: ['at', 'nth', 'variables', 'by'],
  claim: ['at', 'nth', 'by'],
  release: ['at', 'nth'],
  reassign: ['at', 'nth', 'to'],
  acceptHandOff: ['at', 'nth', 'by'],
  returnHandOff: ['at', 'nth', 'reason', 'by'],
  sendAgain: ['at', 'nth'],
  requestSupplement: ['at', 'nth', 'reason', 'occurredAt'],
  receiveSupplement: ['variables', 'occurredAt'],
  reappoint: ['to', 'reason'],
  withdraw: ['reason'],
  refuse: ['reason'],
  message: ['name', 'key', 'id', 'variables'],
  signal: ['name', 'variables'],
  evaluateConditions: ['variables'],
  throwError: ['at', 'nth', 'code', 'variables'],
  throwEscalation: ['at', 'nth', 'code', 'variables'],
  failJob: ['at', 'nth', 'retries', 'reason'],
  advance: ['by', 'to'],
  setVariables: ['variables'],
  choose: ['at', 'flows'],
  activate: ['at', 'nth', 'variables'],
  trigger: ['at', 'nth', 'variables'],
  resolveIncident: ['at', 'nth'],
  suspend: [],
  resume: [],
  cancel: ['reason'],
  move: ['from', 'to', 'nth'],
  migrate: ['model', 'xml', 'plan'],
};

/** A scenario file that cannot be understood. `at` is a JSON pointer. */
export class ScenarioInvalid extends Error {
  override readonly name = 'ScenarioInvalid';
  readonly code = 'SCENARIO_INVALID';
  readonly at: string;

  constructor(at: string, message: string) {
    super(`${at || '/'}: ${message}`);
    this.at = at;
  }
}

/** The scenarios of a parsed file: one, or an array of them. Throws ScenarioInvalid at the first thing that is not understood. */
export function readScenarios(json: unknown): Scenario[] {
  return Array.isArray(json) ? json.map((each, index) => readScenario(each, `/${index}`)) : [readScenario(json, '')];
}

function readScenario(json: unknown, at: string): Scenario {
  const scenario = record(json, at, 'scenario');
  if (typeof scenario.id !== 'string') throw new ScenarioInvalid(`${at}/id`, 'thiếu id / an id is required');
  if (typeof scenario.model !== 'string' && typeof scenario.xml !== 'string')
    throw new ScenarioInvalid(at, 'thiếu model hoặc xml / model or xml is required');
  if (scenario.given !== undefined) {
    const given = record(scenario.given, `${at}/given`, 'given');
    if (given.now !== undefined && Number.isNaN(Date.parse(String(given.now))))
      throw new ScenarioInvalid(`${at}/given/now`, `"${String(given.now)}" không phải thời điểm / is not an instant`);
    for (const [id, answers] of Object.entries((given.jobs ?? {}) as object)) {
      const place = `${at}/given/jobs/${id}`;
      list(answers, place).forEach((answer, index) => required(record(answer, `${place}/${index}`, 'job'), 'do', `${place}/${index}`));
    }
  }
  const steps = list(scenario.steps, `${at}/steps`);
  steps.forEach((step, index) => {
    const place = `${at}/steps/${index}`;
    const what = (isRecord(step) ? step : {}).do;
    const allowed = typeof what === 'string' && Object.hasOwn(stepKeys, what) ? stepKeys[what] : undefined;
    if (!allowed) throw new ScenarioInvalid(`${place}/do`, `không có bước "${String(what)}" / no such step`);
    record(step, place, 'step', ['do', ...allowed]);
  });
  list(scenario.expect, `${at}/expect`).forEach((expectation, index) => {
    const place = `${at}/expect/${index}`;
    const { after, flags = [], handOffs = [] } = record(expectation, place, 'expect');
    if (after !== 'end' && !(typeof after === 'number' && after < steps.length))
      throw new ScenarioInvalid(`${place}/after`, `"${String(after)}" không phải bước nào / is not a step`);
    list(flags, `${place}/flags`).forEach((flag, number) =>
      required(record(flag, `${place}/flags/${number}`, 'flag'), 'flag', `${place}/flags/${number}`),
    );
    list(handOffs, `${place}/handOffs`).forEach((handOff, number) => record(handOff, `${place}/handOffs/${number}`, 'handOff'));
  });
  return scenario as unknown as Scenario;
}

function isRecord(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** An object of this part of the file: every key known there, every value of the kind it must have. */
function record(json: unknown, at: string, part: keyof typeof valueKinds, allowed?: readonly string[]): Record<string, unknown> {
  if (!isRecord(json)) throw new ScenarioInvalid(at, 'phải là đối tượng / must be an object');
  const kinds = valueKinds[part];
  for (const [key, value] of Object.entries(json)) {
    const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
    if (allowed ? !allowed.includes(key) : !kind) throw new ScenarioInvalid(`${at}/${key}`, `khóa "${key}" không được hiểu / unknown key`);
    if (kind && !kind[1](value)) throw new ScenarioInvalid(`${at}/${key}`, `phải là / must be ${kind[0]}`);
  }
  return json;
}

function required(json: Record<string, unknown>, key: string, at: string): void {
  if (json[key] === undefined) throw new ScenarioInvalid(`${at}/${key}`, `thiếu ${key} / ${key} is required`);
}

function list(json: unknown, at: string): unknown[] {
  if (!Array.isArray(json)) throw new ScenarioInvalid(at, 'phải là danh sách / must be a list');
  return json;
}
