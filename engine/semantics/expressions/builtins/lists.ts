import { entriesOf } from '../text.ts';
import { countRound } from '../evaluation.ts';
import { isSame, orderOf } from '../operators.ts';
import { entryOf, isContext, isFunction, isInheritedName, isList, type ContextValue, type FunctionValue, type Value } from '../value.ts';
import { failArgument, failValue, itemsOf, type Builtin, type Call } from './builtin.ts';

type List = readonly Value[];

function ofList(apply: (list: List, call: Call) => Value): Builtin {
  return { parameters: { list: 'list' }, apply: ([list], call) => apply(list as List, call) };
}

/** The first or last by order of numbers, texts, dates, … all of one type. */
function extreme(wanted: 1 | -1): Builtin {
  return {
    parameters: { list: 'any' },
    isVariadic: true,
    apply: (values, call) => {
      const items = itemsOf(values);
      if (items === null || items.includes(null)) return null;
      const [first = null, ...others] = items;
      return others.reduce((best, item) => (Math.sign(orderOf(call.name, item, best, call.place) ?? 0) === wanted ? item : best), first);
    },
  };
}

/** all() and any(): `decisive` ends the question, null leaves it open. */
function truthOfAll(decisive: boolean): Builtin {
  return {
    parameters: { list: 'any' },
    isVariadic: true,
    apply: (values, call) => {
      const items = itemsOf(values);
      if (items === null) return null;
      const wrong = items.findIndex((item) => item !== null && typeof item !== 'boolean');
      if (wrong >= 0) return failArgument(call, wrong + 1, 'boolean', items[wrong] ?? null);
      if (items.includes(decisive)) return decisive;
      return items.includes(null) ? null : !decisive;
    },
  };
}

/** Functions of any number of lists; a scalar counts as a list of one. */
function ofLists(apply: (items: List, call: Call) => Value): Builtin {
  return {
    parameters: { list: 'any' },
    isVariadic: true,
    apply: (values, call) =>
      apply(
        values.flatMap((value) => (isList(value) ? value : [value])),
        call,
      ),
  };
}

/** Each value once, at its first place. Values of the plain types are looked up, others compared. */
function distinct(items: List, call: Call): List {
  const seen = new Set<Value>();
  const others: Value[] = [];
  return items.filter((item) => {
    if (seen.has(item)) return false;
    if (typeof item === 'object' && item !== null) {
      countRound(call.evaluation, call.place);
      if (others.some((other) => isSame(other, item, call.evaluation, call.place))) return false;
      others.push(item);
    }
    seen.add(item);
    return true;
  });
}

function flattened(list: List, call: Call): List {
  return list.flatMap((item) => {
    countRound(call.evaluation, call.place);
    return isList(item) ? flattened(item, call) : [item];
  });
}

/** Index from 0 of a FEEL position: 1 is the first, -1 the last. */
function indexOf(position: Value | undefined, length: number, call: Call): number {
  const given = Number(position);
  const index = given < 0 ? length + given : given - 1;
  if (Number.isInteger(given) && index >= 0 && index <= length) return index;
  return failValue(call, String(given), `danh sách có ${length} phần tử`, `the list has ${length} items`);
}

function sorted(list: List, precedes: FunctionValue | undefined, call: Call): List {
  return list.toSorted((left, right) => {
    countRound(call.evaluation, call.place);
    if (precedes) return precedes.call([left, right]) === true ? -1 : precedes.call([right, left]) === true ? 1 : 0;
    return orderOf(call.name, left, right, call.place) ?? 0;
  });
}

function contextWith(context: ContextValue, key: Value, value: Value, call: Call): ContextValue {
  if (typeof key !== 'string') return failArgument(call, 2, 'string', key);
  if (isInheritedName(key)) return failValue(call, key, 'tên này không dùng được', 'this name cannot be used');
  return { ...context, [key]: value };
}

function contextOf(entries: List, call: Call): ContextValue {
  return entries.reduce<ContextValue>((context, entry) => {
    if (!isContext(entry)) return failArgument(call, 1, 'context', entry);
    return contextWith(context, entryOf(entry, 'key'), entryOf(entry, 'value'), call);
  }, {});
}

/** `keys` is one key, or the path of keys into nested contexts. */
function contextPut(context: ContextValue, keys: List, value: Value, call: Call): ContextValue {
  const [key = null, ...path] = keys;
  if (path.length === 0) return contextWith(context, key, value, call);
  const inner = typeof key === 'string' ? entryOf(context, key) : null;
  if (!isContext(inner)) return failArgument(call, 1, 'context', inner);
  return contextWith(context, key, contextPut(inner, path, value, call), call);
}

/** Functions of lists (DMN 1.5, 10.3.4.4), sort (10.3.4.9) and contexts (10.3.4.10). Items of different types are simply unequal here. */
export const listBuiltins: Readonly<Record<string, Builtin>> = {
  count: ofList((list) => list.length),
  min: extreme(-1),
  max: extreme(1),
  all: truthOfAll(false),
  any: truthOfAll(true),
  reverse: ofList((list) => list.toReversed()),
  flatten: ofList(flattened),
  'distinct values': ofList(distinct),
  'duplicate values': ofList((list, call) => {
    const firsts = distinct(list, call);
    let next = 0;
    // the first of each kind is the object itself that `distinct` keeps, in order
    const repeated = list.filter((item) => (next < firsts.length && Object.is(item, firsts[next]) ? (next++, false) : true));
    return distinct(repeated, call);
  }),
  concatenate: ofLists((items) => items),
  union: ofLists(distinct),
  append: {
    parameters: { list: 'list', item: 'any' },
    isVariadic: true,
    apply: ([list = null, ...items]) => (list === null ? null : [...(isList(list) ? list : [list]), ...items]),
  },
  'list contains': {
    parameters: { list: 'list', element: 'any' },
    apply: ([list, element = null], call) => (list as List).some((item) => isSame(item, element, call.evaluation, call.place)),
  },
  'index of': {
    parameters: { list: 'list', match: 'any' },
    apply: ([list, match = null], call) =>
      (list as List).flatMap((item, index) => (isSame(item, match, call.evaluation, call.place) ? [index + 1] : [])),
  },
  sublist: {
    parameters: { list: 'list', 'start position': 'number', length: 'number?' },
    apply: ([list, start, length], call) => {
      const from = indexOf(start, (list as List).length, call);
      return (list as List).slice(from, length === null ? undefined : from + Number(length));
    },
  },
  'insert before': {
    parameters: { list: 'list', position: 'number', newItem: 'any' },
    apply: ([list, position, item = null], call) => (list as List).toSpliced(indexOf(position, (list as List).length, call), 0, item),
  },
  remove: {
    parameters: { list: 'list', position: 'number' },
    apply: ([list, position], call) => (list as List).toSpliced(indexOf(position, (list as List).length, call), 1),
  },
  'list replace': {
    parameters: { list: 'list', position: 'any', newItem: 'any' },
    apply: ([list, position = null, item = null], call) => {
      if (typeof position === 'number') return (list as List).toSpliced(indexOf(position, (list as List).length, call), 1, item);
      if (!isFunction(position)) return failArgument(call, 2, 'number', position);
      return (list as List).map((old) => (position.call([old, item]) === true ? item : old));
    },
  },
  sort: {
    parameters: { list: 'list', precedes: 'function?' },
    apply: ([list, precedes = null], call) => sorted(list as List, isFunction(precedes) ? precedes : undefined, call),
  },
  'get value': {
    parameters: { m: 'context', key: 'string' },
    apply: ([context = null, key]) => (isContext(context) ? entryOf(context, String(key)) : null),
  },
  'get entries': {
    parameters: { m: 'context' },
    apply: ([context]) => entriesOf(context as ContextValue).map(([key, value]) => ({ key, value })),
  },
  context: { parameters: { entries: 'list' }, apply: ([entries], call) => contextOf(entries as List, call) },
  'context put': {
    parameters: { context: 'context', key: 'any', value: 'any' },
    aliases: { keys: 'key' },
    apply: ([context, key = null, value = null], call) => {
      // no key at all names no place (DMN 1.5, table 86)
      if (isList(key) && key.length === 0) return null;
      return contextPut(context as ContextValue, isList(key) ? key : [key], value, call);
    },
  },
  'context merge': {
    parameters: { contexts: 'list' },
    apply: ([contexts], call) => {
      const merged = (contexts as List).map((context) => (isContext(context) ? context : failArgument(call, 1, 'context', context)));
      return merged.reduce<ContextValue>((all, context) => ({ ...all, ...context }), {});
    },
  },
};
