/** The requirement graphs of the files of a procedure → decisions that can be asked. */
import type { Decision, DecisionFailure, DecisionOutcome, DecisionTable } from '../model/decision.ts';
import { problem } from '../model/problems.ts';
import type { Problem } from '../model/types.ts';
import { jsonOf } from '../semantics/expressions/text.ts';
import { valueOfVariable, type ContextValue, type Value } from '../semantics/expressions/value.ts';
import { checkNames, compileBoxed, conversionNoted, functionValue, mostNames, note, tooManyNames } from './compile-boxed.ts';
import { askingOf, within, type Asking, type Building, type Compiled } from './compiled.ts';
import type { DecisionFile, GraphElement } from './definition.ts';
import { findTarget, linkFiles, type Target } from './linked-files.ts';
import { DecisionObstacle, placed } from './failure.ts';
import { tablesIn } from './tables-in.ts';
import type { Conversion } from './types.ts';

/** An element with what it needs. Values of needed decisions are asked for once in an evaluation. */
interface Part {
  readonly element: GraphElement;
  /** Where it stands. */
  readonly file: DecisionFile;
  readonly needs: readonly Need[];
  /** Of the longest way through what it needs. */
  readonly depth: number;
  readonly logic: Compiled;
  readonly convert: Conversion;
}

/** `alias`: the name of the import that gives it. */
interface Need {
  readonly part: Part;
  readonly alias?: string;
}

const nothing: Compiled = { names: new Set(), evaluate: () => null };

/** Asking goes as deep as requirements do; graphs of law have ten levels. */
const deepestRequirements = 200;

/** Values of decisions that this evaluation has asked for. */
type Answers = Map<Part, Value>;

/** Compiles every element of the files once. Problems are added to the list; a file with an error, and one that takes something from it, gives no decision. */
export function compileGraph(files: readonly DecisionFile[], problems: Problem[]): Decision[] {
  const found: Problem[] = [];
  const linked = linkFiles(files);
  const parts = new Map<GraphElement, Part>();
  const open: GraphElement[] = [];
  /** What takes something from which other file. */
  const uses: (readonly [string, string])[] = [];
  const partOf = ({ owner, element }: Target, at: string): Part | undefined => {
    const known = parts.get(element);
    if (known) return known;
    const { file } = owner.file;
    const { id, name } = element;
    const place = { file, id, name, problems: found };
    const tooDeep = (): undefined => {
      const what = `${name}: hơn ${deepestRequirements} quyết định nối tiếp nhau / more than ${deepestRequirements} decisions one after the other`;
      found.push(problem('DECISION_INVALID', what, at));
    };
    if (open.includes(element))
      return void found.push(
        problem('DECISION_CYCLE', [...open.slice(open.indexOf(element)), element].map((each) => each.id).join(' → '), at),
      );
    if (open.length >= deepestRequirements) return tooDeep();
    open.push(element);
    const needs = wantedOf(element).flatMap((reference): Need[] => {
      const target = findTarget(reference, owner);
      if (!target) {
        found.push(problem('DECISION_REQUIREMENT_UNKNOWN', reference, `${file}#${id}`));
        return [];
      }
      if (target.owner !== owner) uses.push([file, target.owner.file.file]);
      const part = partOf(target, `${file}#${id}`);
      return part ? [{ part, ...(target.alias !== undefined && { alias: target.alias }) }] : [];
    });
    open.pop();
    const depth = 1 + needs.reduce((deepest, need) => Math.max(deepest, need.part.depth), 0);
    if (depth > deepestRequirements) return tooDeep();
    checkNames([name, ...needs.flatMap(({ alias }) => alias ?? [])], place);
    if (needs.length > mostNames) note(tooManyNames, place);
    // a knowledge model may call itself
    const names = needs.length > mostNames ? [] : [...new Set([name, ...needs.map(visibleName)])];
    const building: Building = { ...place, types: owner.types, known: names };
    const logic = 'logic' in element && element.logic ? compileBoxed(element.logic, building) : nothing;
    const type = element.kind === 'decision' || element.kind === 'input' ? element.type : undefined;
    const part: Part = { element, file: owner.file, needs, depth, logic, convert: conversionNoted(type, building) };
    parts.set(element, part);
    return part;
  };
  const asked = linked.flatMap((owner) =>
    owner.file.elements
      .filter(({ kind }) => kind === 'decision' || kind === 'service')
      .flatMap((element) => partOf({ owner, element }, `${owner.file.file}#${element.id}`) ?? []),
  );
  for (const owner of linked)
    for (const element of owner.file.elements)
      if (element.kind === 'knowledge') partOf({ owner, element }, `${owner.file.file}#${element.id}`);
  problems.push(...found);
  const broken = brokenFiles(found, uses);
  return asked.filter(({ file }) => !broken.has(file.file)).map(decisionOf);
}

/** The references of an element; of a service its outputs, then its parameters. */
function wantedOf(element: GraphElement): readonly string[] {
  if (element.kind === 'service') return [...element.outputs, ...element.parameters];
  return element.kind === 'input' ? [] : element.needs;
}

/** Files with an error, and those that rest on them. */
function brokenFiles(problems: readonly Problem[], uses: readonly (readonly [string, string])[]): Set<string> {
  const broken = new Set(problems.filter(({ severity }) => severity === 'error').map(({ at = '' }) => at.slice(0, at.indexOf('#'))));
  for (let before = -1; before < broken.size;) {
    before = broken.size;
    for (const [user, used] of uses) if (broken.has(used)) broken.add(user);
  }
  return broken;
}

function visibleName({ part, alias }: Need): string {
  return alias ?? part.element.name;
}

/** What an element sees of what it needs: values by their names, those of an import in a context of its name. */
function namesOf(needs: readonly Need[], valueOf: (part: Part) => Value): Map<string, Value> {
  const names = new Map<string, Value>();
  for (const need of needs) {
    const { alias, part } = need;
    const value = valueOf(part);
    if (alias === undefined) names.set(part.element.name, value);
    else names.set(alias, { ...((names.get(alias) ?? {}) as ContextValue), [part.element.name]: value });
  }
  return names;
}

type Surroundings = Pick<Decision, 'names' | 'tables' | 'text'>;

/** What is told of a decision with everything it rests on. */
function surroundingsOf(part: Part): Surroundings {
  const reached = new Set([part]);
  // grows while it is walked
  for (const { needs } of reached) for (const need of needs) reached.add(need.part);
  const types = [...new Set([...reached].map(({ file }) => file))].flatMap((file) => file.types);
  return {
    names: [...new Set([...reached].flatMap(variablesOf))].sort(),
    tables: [...reached].flatMap(({ element }): DecisionTable[] => ('logic' in element && element.logic ? tablesIn(element.logic) : [])),
    text: JSON.stringify([[...reached].map(({ element }) => element), types]),
  };
}

function decisionOf(part: Part): Decision {
  const { id, name } = part.element;
  let surroundings: Surroundings | undefined;
  // of a file of many decisions only a few are asked
  const around = () => (surroundings ??= surroundingsOf(part));
  return {
    id,
    name,
    file: part.file.file,
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
  const explained = new Set([element.name, ...needs.map(visibleName)]);
  return [...logic.names].filter((name) => !explained.has(name));
}

/** The value that an element has for those that need it: of a knowledge model or a service a function. */
function answer(part: Part, asking: Asking, answers: Answers): Value {
  const { convert } = part;
  const known = answers.get(part);
  if (known !== undefined) return known;
  const value = answerNew(part, asking, answers, convert);
  answers.set(part, value);
  return value;
}

function answerNew(part: Part, asking: Asking, answers: Answers, convert: Conversion): Value {
  const { element, needs, logic } = part;
  switch (element.kind) {
    case 'input':
      return inside(element.name, () => convert(valueOfVariable(asking.lookup(element.name)), asking));
    case 'decision': {
      const names = namesOf(needs, (need) => answer(need, asking, answers));
      const value = within(asking, names, (inner) => logicOf(part, inner));
      return inside(element.name, () => convert(value, asking));
    }
    case 'knowledge': {
      const names = namesOf(needs, (need) => answer(need, asking, answers));
      // sees itself, but no variable of the dossier: what it needs are its parameters
      const own = askingOf((name) => names.get(name), asking);
      const value = logic.evaluate(own);
      names.set(element.name, value);
      return value;
    }
    case 'service': {
      const parameters = needs.slice(element.outputs.length).map((need) => need.part);
      return functionValue(
        parameters.map((parameter) => parameter.element.name),
        asking,
        element.name,
        (values, inner) => {
          const given = new Map(parameters.map((parameter, index) => [parameter, parameter.convert(values[index] ?? null, inner)]));
          return serviceResult(part, inner, given);
        },
      );
    }
  }
}

/** One output decision is its value, several are a context of their names. Given values stand for input decisions and input data. */
function serviceResult({ element, needs }: Part, asking: Asking, given: Answers): Value {
  const outputs = needs.slice(0, element.kind === 'service' ? element.outputs.length : 0);
  const values = outputs.map(({ part }) => [part.element.name, answer(part, asking, given)] as const);
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
