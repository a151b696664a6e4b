/** BPMN XML → ProcessModel, with the files of the procedure versions that it calls. */
import type { Moddle } from 'bpmn-moddle';
import { prefixOf, type CalledTree, type CalledVersions } from './called-version.ts';
import type { DecisionSet } from './decision.ts';
import { modelOf } from './model-of.ts';
import { parseBpmn } from './parse-bpmn.ts';
import type { Problem, ProcessModel } from './types.ts';

export type Reading =
  | { readonly model: ProcessModel; readonly definitions: Moddle; readonly problems: readonly Problem[] }
  | { readonly model?: undefined; readonly definitions?: Moddle; readonly problems: readonly Problem[] };

/**
 * Reads one BPMN 2.0 file; `called` has the versions that its call activities call outside it, `decisions` the DMN files beside it (`readDecisions`). `model` is absent when any problem is an error; warnings do not hinder.
 * `definitions` is the file as moddle has it, absent when it is no XML.
 * Problems carry element ids, or the line where the XML breaks; `at` of a called file's begins with the prefix of its version.
 * Never throws for bad text; throws when one version comes with two files.
 */
export async function readBpmn(xml: string, called: CalledVersions = new Map(), decisions?: DecisionSet): Promise<Reading> {
  const { definitions, problems } = await parseBpmn(xml);
  if (!definitions) return { problems };
  if (problems.some(isError)) return { definitions, problems };
  const files: Files = { trees: new Map(), problems: [] };
  const trees = await parseCalled(called, files);
  if (files.problems.some(isError)) return { definitions, problems: [...problems, ...files.problems] };
  const compiled = modelOf(definitions, trees, decisions);
  return { ...compiled, definitions, problems: [...problems, ...files.problems, ...compiled.problems] };
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
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
      file = { xml, ...(definitions && { tree: { processId, version, definitions, called: further, ...(decisions && { decisions }) } }) };
      files.trees.set(prefix, file);
      for (const [name, tree] of await parseCalled(callsOn, files)) further.set(name, tree);
    } else if (file.xml !== xml) throw new Error(`Two files are said to be ${prefix}`);
    if (file.tree) trees.set(calledElement, file.tree);
  }
  return trees;
}
