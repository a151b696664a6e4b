/** What the worker does with a drawing, in steps that can be told and broken off one by one; the quick and grave ones first. */
import {
  checkRules,
  checkSoundness,
  checkTime,
  estimatesOf,
  modelOf,
  type DecisionSet,
  type Finding,
  type MeasuredStep,
  type Organisation,
  type Problem,
  type ProcessModel,
  type SoundnessReport,
  type TimeReport,
} from '../../engine/index.ts';
import { withCures } from './cures.ts';
import { handOffsOf, type HandOffPlace } from './hand-offs-of.ts';
import { treeOf, type PlainTree } from './plain-tree.ts';

export interface CheckInput {
  readonly tree: PlainTree;
  readonly organisation: Organisation;
  readonly forms: Readonly<Record<string, object>>;
  readonly decisions?: DecisionSet;
  /** First filing date of the three years that are tried; today. */
  readonly firstDate: string;
  /** How long steps took in the versions there were. */
  readonly measured?: readonly MeasuredStep[];
}

/** What one step adds to the result. */
export interface CheckPart {
  readonly isCompiled?: boolean;
  /** Of the rules, and of what hinders the file from being run. */
  readonly rules?: readonly Finding[];
  readonly handOffs?: readonly HandOffPlace[];
  readonly soundness?: SoundnessReport;
  readonly time?: TimeReport;
  /** Whether `time` has tried the filing dates. */
  readonly isSwept?: boolean;
}

/** States looked at of one container while drawing; the report of an appraisal looks at more. */
const mostStates = 20_000;

/** Rules, soundness, time by sums; then, only if asked for more, the filing dates of three years. */
export function* checkSteps({ tree, organisation, forms, decisions, firstDate, measured = [] }: CheckInput): Generator<CheckPart> {
  const definitions = treeOf(tree);
  const { model, problems } = modelOf(definitions, undefined, decisions);
  const told = problems.map(findingOf);
  if (!model) {
    yield { isCompiled: false, rules: told };
    return;
  }
  yield {
    isCompiled: true,
    rules: [...told, ...checkRules({ model, definitions, organisation, forms })],
    handOffs: handOffsOf(model),
  };
  const soundness = checkSoundness(model, { mostStates });
  yield { soundness };
  const isSound = canAlwaysEnd(soundness);
  // without figures nothing is said of how likely the deadline is kept
  const known = measured.length > 0 ? { estimates: estimatesOf(measured) } : {};
  yield { time: checkTime(model, { organisation, isSound, ...known }), isSwept: false };
  if (soundness.findings.length > 0) yield { soundness: { ...soundness, findings: withCures(tree, soundness, mostStates, decisions) } };
  if (hasLimit(model)) yield { time: checkTime(model, { organisation, isSound, ...known, firstDate }), isSwept: true };
}

/** What was not decided may get stuck. */
function canAlwaysEnd({ processes }: SoundnessReport): boolean {
  return processes.every(({ optionToComplete, bounded }) =>
    [optionToComplete, bounded].every(({ outcome }) => outcome === 'holds' || outcome === 'notApplicable'),
  );
}

function hasLimit({ processes }: ProcessModel): boolean {
  return [...processes.values()].some(
    ({ procedure }) => (procedure?.deadlines.length ?? 0) > 0 || (procedure?.appointments.length ?? 0) > 0,
  );
}

function findingOf({ code, severity, message, messageEn, at }: Problem): Finding {
  return { rule: code, severity, message, messageEn, elements: at === undefined ? [] : [at] };
}
