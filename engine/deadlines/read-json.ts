/** Reads members of a parsed JSON object, noting each wrong one with its JSON pointer (RFC 6901) and going on with a harmless value. */
import { DeadlineRefused } from './deadline-refused.ts';
import { dayOf } from './local-date.ts';
import type { Problem } from '../model/types.ts';

export interface JsonReader {
  readonly text: (key: string) => string;
  readonly optionalText: (key: string) => string | undefined;
  readonly optionalDate: (key: string) => string | undefined;
  readonly optionalNumber: (key: string, least: number) => number | undefined;
  readonly optionalBoolean: (key: string) => boolean | undefined;
  readonly optionalTexts: (key: string) => readonly string[] | undefined;
  readonly oneOf: <T extends string>(key: string, values: readonly T[]) => T;
  readonly optionalOneOf: <T extends string>(key: string, values: readonly T[]) => T | undefined;
  /** The members of a list, as readers; empty when absent. */
  readonly list: (key: string) => readonly JsonReader[];
  readonly object: (key: string) => JsonReader | undefined;
  readonly keys: readonly string[];
  readonly onlyKeys: (known: readonly string[]) => void;
  /** Notes that what `key` names does not exist. */
  readonly refer: (key: string, id: string) => void;
  readonly problem: (code: string, key: string, message: string, messageEn: string) => void;
}

/** A reader of `value`, which sits at JSON pointer `pointer`; what is wrong is added to `problems`. */
export function reader(value: unknown, pointer: string, problems: Problem[]): JsonReader {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const members: ReadonlyMap<string, unknown> = new Map(isObject ? Object.entries(value) : []);
  const pointerOf = (key: string) => (key === '' ? pointer : `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  const problem = (code: string, key: string, message: string, messageEn: string) =>
    void problems.push({ code, severity: 'error', message, messageEn, at: pointerOf(key) });
  const wrong = (key: string, needed: string, neededEn: string) => {
    const found = JSON.stringify(members.get(key)) ?? 'undefined';
    problem(
      'WRONG_VALUE',
      key,
      `"${key}": cần ${needed}, không phải ${found.slice(0, 80)}`,
      `"${key}": ${neededEn} is needed, not ${found.slice(0, 80)}`,
    );
  };
  if (!isObject) problem('WRONG_VALUE', '', 'Cần một đối tượng JSON', 'A JSON object is needed');

  const optional = <T>(key: string, is: (member: unknown) => member is T, needed: string, neededEn: string): T | undefined => {
    const member = members.get(key);
    if (member === undefined || is(member)) return member;
    wrong(key, needed, neededEn);
    return undefined;
  };
  const isText = (member: unknown): member is string => typeof member === 'string' && member.trim() !== '';
  const isTexts = (member: unknown): member is string[] => Array.isArray(member) && member.every((each) => typeof each === 'string');
  const isList = (member: unknown): member is unknown[] => Array.isArray(member);
  const optionalText = (key: string) => optional(key, isText, 'một chuỗi', 'a text');
  const optionalOneOf = <T extends string>(key: string, values: readonly T[]) =>
    optional(key, (member): member is T => values.includes(member as T), `một trong ${values.join(', ')}`, `one of ${values.join(', ')}`);
  const required = (key: string) => members.get(key) === undefined && isObject && wrong(key, 'một giá trị', 'a value');

  return {
    text: (key) => (required(key), optionalText(key)?.normalize('NFC') ?? ''),
    optionalText: (key) => optionalText(key)?.normalize('NFC'),
    optionalDate: (key) =>
      optional(key, (member): member is string => typeof member === 'string' && isDate(member), 'ngày YYYY-MM-DD', 'a date YYYY-MM-DD'),
    optionalNumber: (key, least) =>
      optional(
        key,
        (member): member is number => typeof member === 'number' && member >= least,
        `một số từ ${least}`,
        `a number of at least ${least}`,
      ),
    optionalBoolean: (key) => optional(key, (member): member is boolean => typeof member === 'boolean', 'true hoặc false', 'true or false'),
    optionalTexts: (key) => optional(key, isTexts, 'một danh sách chuỗi', 'a list of texts'),
    oneOf: (key, values) => (required(key), optionalOneOf(key, values) ?? (values[0] as (typeof values)[number])),
    optionalOneOf,
    list: (key) =>
      (optional(key, isList, 'một danh sách', 'a list') ?? []).map((member, i) => reader(member, `${pointerOf(key)}/${i}`, problems)),
    object: (key) => (members.get(key) === undefined ? undefined : reader(members.get(key), pointerOf(key), problems)),
    keys: [...members.keys()],
    onlyKeys: (known) => {
      for (const key of members.keys())
        if (!known.includes(key)) problem('UNKNOWN_KEY', key, `Không biết khoá "${key}"`, `Unknown key "${key}"`);
    },
    refer: (key, id) => problem('UNKNOWN_REFERENCE', key, `"${key}": không có "${id}"`, `"${key}": there is no "${id}"`),
    problem,
  };
}

function isDate(text: string): boolean {
  try {
    dayOf(text);
    return true;
  } catch (error) {
    if (error instanceof DeadlineRefused) return false;
    throw error;
  }
}
