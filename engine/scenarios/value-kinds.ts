/** What the value of each key of a scenario file must be. */

type Kind = readonly [says: string, holds: (value: unknown) => boolean];

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string');

const text: Kind = ['chuỗi / a text', (value) => typeof value === 'string'];
const texts: Kind = ['danh sách chuỗi / a list of texts', isTexts];
const truth: Kind = ['true hoặc false / true or false', (value) => typeof value === 'boolean'];
const count: Kind = ['số nguyên không âm / a whole number from 0', (value) => Number.isInteger(value) && (value as number) >= 0];
const record: Kind = ['đối tượng / an object', isRecord];
const list: Kind = ['danh sách / a list', Array.isArray];
const pairs: Kind = [
  'danh sách cặp / a list of pairs',
  (value) => Array.isArray(value) && value.every((each) => isTexts(each) && (each as unknown[]).length === 2),
];
const textsByName: Kind = [
  'đối tượng gồm các danh sách / an object of lists of texts',
  (value) => isRecord(value) && Object.values(value).every(isTexts),
];
const textOrNull: Kind = ['chuỗi hoặc null / a text or null', (value) => value === null || typeof value === 'string'];
const answer: Kind = ['complete, fail, error', (value) => ['complete', 'fail', 'error'].includes(value as string)];
const place: Kind = ['số bước hoặc "end" / the index of a step or "end"', (value) => value === 'end' || count[1](value)];

const scenario = {
  id: text,
  model: text,
  xml: text,
  process: text,
  labels: texts,
  disputed: text,
  given: record,
  steps: list,
  expect: list,
};
const given = { now: text, variables: record, organisation: text, auto: truth, hold: texts, choose: textsByName, jobs: record };
const step = {
  do: text,
  at: text,
  nth: count,
  variables: record,
  by: text,
  from: text,
  to: text,
  reason: text,
  name: text,
  id: text,
  code: text,
  retries: count,
  flows: texts,
  occurredAt: text,
  participants: record,
  model: text,
  plan: record,
};
const job = { do: answer, code: text, variables: record, retries: count, reason: text };
const expect = {
  after: place,
  active: texts,
  ended: truth,
  stuck: truth,
  refused: truth,
  code: text,
  fails: truth,
  completed: texts,
  order: pairs,
  notReached: texts,
  incidents: texts,
  variables: record,
  flags: list,
  appointment: textOrNull,
  handOffs: list,
};
const flag = { flag: text, at: text, instant: text };
const handOff = { from: text, to: text, state: text };

/** By the part of the file. A key without an entry may be any JSON. */
export const valueKinds: Readonly<
  Record<'scenario' | 'given' | 'step' | 'job' | 'expect' | 'flag' | 'handOff', Readonly<Record<string, Kind>>>
> = {
  scenario,
  given,
  step,
  job,
  expect,
  flag,
  handOff,
};
