/** A parsed DMN file → plain data. What we cannot evaluate is noted with its element. */
import type { Moddle } from 'bpmn-moddle';
import { listOf } from '../model/moddle-access.ts';
import { problem } from '../model/problems.ts';
import type { Problem } from '../model/types.ts';
import { readBoxed, typeOfElement, type Reading } from './read-boxed.ts';
import type { DecisionFile, DecisionImport, GraphElement, TypeDefinition } from './definition.ts';

/** The types and the requirement graph of one file. Problems are added to the list. */
export function readFile(file: string, definitions: Moddle, problems: Problem[]): DecisionFile {
  const reading: Reading = { file, problems, spent: { squares: 0 } };
  const types = listOf(definitions, 'itemDefinition').map((item) => typeDefinitionOf(item, reading));
  const namespace = String(definitions.namespace ?? '');
  const imports = listOf(definitions, 'import').map(importOf);
  const elements = listOf(definitions, 'drgElement').flatMap((element) => graphElementOf(element, { ...reading, namespace }) ?? []);
  return { file, namespace, imports, types, elements };
}

function importOf(element: Moddle): DecisionImport {
  const location = String(element.locationURI ?? '');
  return {
    name: String(element.name ?? '').normalize('NFC'),
    namespace: String(element.namespace ?? ''),
    ...(location !== '' && { location }),
  };
}

interface FileReading extends Reading {
  readonly namespace: string;
}

/** Components in components; types of real files have three levels. */
const deepestComponents = 100;

function typeDefinitionOf(item: Moddle, reading: Reading, depth = 0): TypeDefinition {
  const inner = listOf(item, 'itemComponent');
  if (depth === deepestComponents && inner.length > 0) {
    const what = `${String(item.name ?? '')}: lồng nhau quá sâu / nested too deeply`;
    reading.problems.push(problem('DECISION_INVALID', what, item.id === undefined ? reading.file : `${reading.file}#${item.id}`));
  }
  const components = depth < deepestComponents ? inner.map((component) => typeDefinitionOf(component, reading, depth + 1)) : [];
  const allowed = textOf(item.allowedValues as Moddle | undefined);
  const type = localType(item.typeRef);
  return {
    name: String(item.name ?? ''),
    ...(type !== undefined && { type }),
    ...(components.length > 0 && { components }),
    isList: item.isCollection === true,
    ...(allowed !== '' && { allowed }),
  };
}

/** A type's name without the prefix of its namespace, which we do not tell apart. */
function localType(given: unknown): string | undefined {
  const text = String(given ?? '').trim();
  return text === '' ? undefined : text.slice(text.lastIndexOf(':') + 1);
}

function textOf(tests: Moddle | undefined): string {
  return String(tests?.text ?? '').trim();
}

function graphElementOf(element: Moddle, reading: FileReading): GraphElement | undefined {
  const { file, problems } = reading;
  const kind = element.$type.replace('dmn:', '');
  if (kind === 'KnowledgeSource') return undefined;
  const id = element.id ?? '';
  const variable = element.variable as Moddle | undefined;
  // the variable carries the name that expressions use; old files name the element only
  const name = String(variable?.name ?? element.name ?? id).normalize('NFC');
  if (id === '' || id in Object.prototype) {
    problems.push(problem(id === '' ? 'ID_MISSING' : 'ID_RESERVED', id === '' ? kind : id, `${file}#${name}`));
    return undefined;
  }
  const type = typeOfElement(variable);
  const head = { id, name, ...(type !== undefined && { type }) };
  switch (kind) {
    case 'InputData':
      return { ...head, kind: 'input' };
    case 'Decision': {
      const logic = readBoxed(element.decisionLogic as Moddle | undefined, { id, name: String(element.name ?? name) }, reading);
      if (!logic) problems.push(problem('DECISION_INVALID', `${name}: không có nội dung / no logic`, `${file}#${id}`));
      return { ...head, kind: 'decision', needs: needsOf(element, reading), ...(logic && { logic }) };
    }
    case 'BusinessKnowledgeModel': {
      const logic = readBoxed(element.encapsulatedLogic as Moddle | undefined, { id, name: String(element.name ?? name) }, reading);
      if (!logic) problems.push(problem('DECISION_INVALID', `${name}: không có nội dung / no logic`, `${file}#${id}`));
      return { ...head, kind: 'knowledge', needs: needsOf(element, reading), ...(logic && { logic }) };
    }
    case 'DecisionService':
      return {
        ...head,
        kind: 'service',
        outputs: listOf(element, 'outputDecision').map((target) => targetOf(target, reading)),
        parameters: [...listOf(element, 'inputDecision'), ...listOf(element, 'inputData')].map((target) => targetOf(target, reading)),
      };
    default:
      problems.push(problem('DECISION_CONTENT_UNKNOWN', kind, `${file}#${id}`));
      return undefined;
  }
}

function needsOf(element: Moddle, reading: FileReading): string[] {
  const information = element.$type === 'dmn:Decision' ? listOf(element, 'informationRequirement') : [];
  return [
    ...information.flatMap(({ requiredInput, requiredDecision }) => [requiredInput, requiredDecision]),
    ...listOf(element, 'knowledgeRequirement').map(({ requiredKnowledge }) => requiredKnowledge),
  ].flatMap((reference) => (reference ? [targetOf(reference as Moddle, reading)] : []));
}

/** The id behind `#`; the namespace in front of it stays when it is not that of the file. */
function targetOf(reference: Moddle, { namespace }: FileReading): string {
  const href = String(reference.href ?? '');
  const hash = href.indexOf('#');
  return hash > 0 && href.slice(0, hash) !== namespace ? href : href.slice(hash + 1);
}
