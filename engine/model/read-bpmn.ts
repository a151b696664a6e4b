/** BPMN XML → ProcessModel, with the files of the procedure versions that it calls. */
import type { Moddle } from 'bpmn-moddle';
import { readDecisions } from '../decisions/read-decisions.ts';
import { prefixOf, type CalledTree, type CalledVersions } from './called-version.ts';
import type { DecisionFiles } from './decision.ts';
import { modelOf } from './model-of.ts';
import { parseBpmn } from './parse-bpmn.ts';
import type { Problem, ProcessModel } from './types.ts';

export type Reading =
  | { readonly model: ProcessModel; readonly definitions: Moddle; readonly problems: readonly Problem[] }
  | { readonly model?: undefined; readonly definitions?: Moddle; readonly problems: readonly Problem[] };

/**
 * Reads one BPMN 2.0 file; `called` has the versions that its call activities call outside it, `decisions` the DMN files beside it. `model` is absent when any problem is an error; warnings do not hinder.
 * `definitions` is the file as moddle has it, absent when it is no XML.
 * Problems carry element ids, or the line where the XML breaks; `at` of a called file's begins with the prefix of its version.
 * Never throws for bad text; throws when one version comes with two files.
 */
export async function readBpmn(xml: string, called: CalledVersions = new Map(), decisions: DecisionFiles = {}): Promise<Reading> {
  const { definitions, problems } = await parseBpmn(xml);
  if (!definitions) return { problems };
  // what could not be translated does not keep us from saying what else is missing
  if (problems.some((found) => isError(found) && !found.code.startsWith('FOREIGN_'))) return { definitions, problems };
  const files: Files = { trees: new Map(), problems: [] };
  const trees = await parseCalled(called, files);
  if (files.problems.some(isError)) return { definitions, problems: [...problems, ...files.problems] };
  const compiled = modelOf(definitions, trees, await readDecisions(decisions));
  const all = [...problems, ...files.problems, ...compiled.problems.filter((found) => !isUntranslated(found, problems))];
  return all.some(isError) ? { definitions, problems: all } : { ...compiled, definitions, problems: all };
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

const ofExpressions = ['EXPRESSION_INVALID', 'EXPRESSION_LANGUAGE', 'TIMER_INVALID', 'CALLED_UNKNOWN'];

/** True when the translation has already said so of this element. */
function isUntranslated({ code, at }: Problem, problems: readonly Problem[]): boolean {
  return ofExpressions.includes(code) && problems.some((other) => other.code === 'FOREIGN_EXPRESSION' && other.at === at);
}

interface Files {
  /** By the prefix of their version. */
  readonly trees: Map<string, { readonly xml: string; readonly tree?: CalledTree }>;
  readonly problems: Problem[];
}

/** Each version is parsed once, however often it is called. */
async function parseCalled(called: CalledVersions, files: Files): Promise<Map<string, CalledTree>> {
  const trees = new Map<string, CalledTree>();
  for (const [calledElement, { processId, version, xml, called: callsOn = new Map(), decisions }] of called) {
    const prefix = prefixOf({ processId, version });
    let file = files.trees.get(prefix);
    if (!file) {
      const { definitions, problems } = await parseBpmn(xml);
      for (const found of problems) files.problems.push({ ...found, at: prefix + (found.at ?? '') });
      const further = new Map<string, CalledTree>();
      file = {
        xml,
        ...(definitions && {
          tree: { processId, version, definitions, called: further, ...(decisions && { decisions: await readDecisions(decisions) }) },
        }),
      };
      files.trees.set(prefix, file);
      for (const [name, tree] of await parseCalled(callsOn, files)) further.set(name, tree);
    } else if (file.xml !== xml) throw new Error(`Two files are said to be ${prefix}`);
    if (file.tree) trees.set(calledElement, file.tree);
  }
  return trees;
}
