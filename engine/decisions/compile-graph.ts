/** The requirement graph of a file → decisions that can be asked. */
import type { Decision, DecisionFailure, DecisionOutcome, DecisionTable } from '../model/decision.ts';
import { problem } from '../model/problems.ts';
import type { Problem } from '../model/types.ts';
import { jsonOf } from '../semantics/expressions/text.ts';
import { valueOfVariable, type Value } from '../semantics/expressions/value.ts';
import { checkNames, compileBoxed, conversionNoted, functionValue, mostNames, note, tooManyNames } from './compile-boxed.ts';
import { askingOf, within, type Asking, type Building, type Compiled } from './compiled.ts';
import type { DecisionFile, GraphElement } from './definition.ts';
import { DecisionObstacle, placed } from './failure.ts';
import { tablesIn } from './tables-in.ts';
import { typeConversions, type Conversion } from './types.ts';

/** An element with what it needs. Values of needed decisions are asked for once in an evaluation. */
interface Part {
  readonly element: GraphElement;
  readonly needs: readonly Part[];
  /** Of the longest way through what it needs. */
  readonly depth: number;
  readonly logic: Compiled;
  readonly convert: Conversion;
}

/** Asking goes as deep as requirements do; graphs of law have ten levels. */
const deepestRequirements = 200;

/** Values of decisions that this evaluation has asked for. */
type Answers = Map<string, Value>;

/** Compiles every element once. Problems are added to the list; a file with an error gives no decision. */
export function compileGraph(file: DecisionFile, problems: Problem[]): Decision[] {
  const found: Problem[] = [];
  const byId = new Map(file.elements.map((element) => [element.id, element]));
  const types = typeConversions(file.types);
  const parts = new Map<string, Part>();
  const open: string[] = [];
  const tooDeep = ({ name }: GraphElement, at: string): undefined => {
    const what = `${name}: hơn ${deepestRequirements} quyết định nối tiếp nhau / more than ${deepestRequirements} decisions one after the other`;
    found.push(problem('DECISION_INVALID', what, at));
  };
  const partOf = (id: string, from: string): Part | undefined => {
    const known = parts.get(id);
    if (known) return known;
    const element = byId.get(id);
    const at = `${file.file}#${from}`;
    if (!element) return void found.push(problem('DECISION_REQUIREMENT_UNKNOWN', id, at));
    if (open.includes(id)) return void found.push(problem('DECISION_CYCLE', [...open.slice(open.indexOf(id)), id].join(' → '), at));
    if (open.length >= deepestRequirements) return tooDeep(element, at);
    open.push(id);
    const wanted = element.kind === 'service' ? [...element.outputs, ...element.parameters] : element.kind === 'input' ? [] : element.needs;
    const needs = wanted.flatMap((need) => partOf(need, id) ?? []);
    open.pop();
    const depth = 1 + needs.reduce((deepest, need) => Math.max(deepest, need.depth), 0);
    if (depth > deepestRequirements) return tooDeep(element, at);
    checkNames([element.name], { file: file.file, id, name: element.name, problems: found });
    if (needs.length > mostNames) note(tooManyNames, { file: file.file, id, name: element.name, problems: found });
    const building: Building = {
      file: file.file,
      id,
      name: element.name,
      types,
      // a knowledge model may call itself
      known: needs.length > mostNames ? [] : [element.name, ...needs.map((need) => need.element.name)],
      problems: found,
    };
    const logic =
      'logic' in element && element.logic ? compileBoxed(element.logic, building) : { names: new Set<string>(), evaluate: () => null };
    const part: Part = {
      element,
      needs,
      depth,
      logic,
      convert: conversionNoted(element.kind === 'decision' || element.kind === 'input' ? element.type : undefined, building),
    };
    parts.set(id, part);
    return part;
  };
  const asked = file.elements.filter(({ kind }) => kind === 'decision' || kind === 'service').flatMap(({ id }) => partOf(id, id) ?? []);
  for (const { id, kind } of file.elements) if (kind === 'knowledge') partOf(id, id);
  problems.push(...found);
  if (found.some(({ severity }) => severity === 'error')) return [];
  return asked.map((part) => decisionOf(part, file));
}

type Surroundings = Pick<Decision, 'names' | 'tables' | 'text'>;

/** What is told of a decision with everything it rests on. */
function surroundingsOf(part: Part, types: DecisionFile['types']): Surroundings {
  const reached = new Set([part]);
  // grows while it is walked
  for (const { needs } of reached) for (const need of needs) reached.add(need);
  return {
    names: [...new Set([...reached].flatMap(variablesOf))].sort(),
    tables: [...reached].flatMap(({ element }): DecisionTable[] => ('logic' in element && element.logic ? tablesIn(element.logic) : [])),
    text: JSON.stringify([[...reached].map(({ element }) => element), types]),
  };
}

function decisionOf(part: Part, { file, types }: DecisionFile): Decision {
  const { id, name } = part.element;
  let surroundings: Surroundings | undefined;
  // of a file of many decisions only a few are asked
  const around = () => (surroundings ??= surroundingsOf(part, types));
  return {
    id,
    name,
    file,
    get names() {
      return around().names;
    },
    get tables() {
      return around().tables;
    },
    get text() {
      return around().text;
    },
    evaluate: (lookup, now) => {
      const asking = askingOf(lookup, { now, hits: [], counted: { rounds: 0 } });
      try {
        const value = part.element.kind === 'service' ? serviceResult(part, asking, new Map()) : answer(part, asking, new Map());
        return { value: jsonOf(value, { text: name, offset: 0 }), tables: asking.hits } satisfies DecisionOutcome;
      } catch (error) {
        const placedError = placed(error, `Quyết định "${name}"`, `Decision "${name}"`);
        if (!(placedError instanceof DecisionObstacle)) throw error;
        return { failed: true, message: placedError.message, messageEn: placedError.messageEn } satisfies DecisionFailure;
      }
    },
  };
}

/** The variables of a dossier that it reads itself: of input data its name, of a decision what nothing it needs explains. */
function variablesOf({ element, needs, logic }: Part): string[] {
  if (element.kind === 'input') return [element.name];
  if (element.kind === 'knowledge') return [];
  const explained = new Set([element.name, ...needs.map((need) => need.element.name)]);
  return [...logic.names].filter((name) => !explained.has(name));
}

/** The value that an element has for those that need it: of a knowledge model or a service a function. */
function answer(part: Part, asking: Asking, answers: Answers): Value {
  const { element, convert } = part;
  const known = answers.get(element.id);
  if (known !== undefined) return known;
  const value = answerNew(part, asking, answers, convert);
  answers.set(element.id, value);
  return value;
}

function answerNew(part: Part, asking: Asking, answers: Answers, convert: Conversion): Value {
  const { element, needs, logic } = part;
  switch (element.kind) {
    case 'input':
      return inside(element.name, () => convert(valueOfVariable(asking.lookup(element.name)), asking));
    case 'decision': {
      const names = new Map(needs.map((need) => [need.element.name, answer(need, asking, answers)]));
      const value = within(asking, names, (inner) => logicOf(part, inner));
      return inside(element.name, () => convert(value, asking));
    }
    case 'knowledge': {
      const names = new Map(needs.map((need) => [need.element.name, answer(need, asking, answers)]));
      // sees itself, but no variable of the dossier: what it needs are its parameters
      const own = askingOf((name) => names.get(name), asking);
      const value = logic.evaluate(own);
      names.set(element.name, value);
      return value;
    }
    case 'service': {
      const parameters = element.parameters.map((id) => needs.find((need) => need.element.id === id)!);
      return functionValue(
        parameters.map((parameter) => parameter.element.name),
        asking,
        element.name,
        (values, inner) => {
          const given = new Map(
            parameters.map((parameter, index) => [parameter.element.id, parameter.convert(values[index] ?? null, inner)]),
          );
          return serviceResult(part, inner, given);
        },
      );
    }
  }
}

/** One output decision is its value, several are a context of their names. Given values stand for input decisions and input data. */
function serviceResult({ element, needs }: Part, asking: Asking, given: Answers): Value {
  const outputs = element.kind === 'service' ? element.outputs : [];
  const values = outputs.map((id) => {
    const part = needs.find((need) => need.element.id === id)!;
    return [part.element.name, answer(part, asking, given)] as const;
  });
  return values.length === 1 ? values[0]![1] : Object.fromEntries(values);
}

/** What is no obstacle yet becomes one that names the decision. */
function logicOf({ element, logic }: Part, asking: Asking): Value {
  try {
    return logic.evaluate(asking);
  } catch (error) {
    throw error instanceof DecisionObstacle ? error : placed(error, `"${element.name}"`, `"${element.name}"`);
  }
}

/** A value of the wrong type names what should have it. */
function inside(name: string, convert: () => Value): Value {
  try {
    return convert();
  } catch (error) {
    throw placed(error, `"${name}"`, `"${name}"`);
  }
}
