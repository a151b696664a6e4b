/** DMN written short. */
import { escape } from './bpmn.ts';

/** A DMN 1.3 file with the given elements. */
export function dmn(...parts: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="D" name="D" namespace="http://taicho/test">${parts.join('')}</definitions>`;
}

/** Input data, named as its id unless said otherwise. */
export function input(id: string, type?: string, name = id): string {
  return `<inputData id="${id}" name="${escape(name)}"><variable name="${escape(name)}"${typed(type)}/></inputData>`;
}

const typed = (type?: string) => (type === undefined ? '' : ` typeRef="${escape(type)}"`);

/** A decision; `needs` are ids: `#fee` of a decision, `!f` of a knowledge model or service, others of input data. */
export function decision(id: string, logic: string, needs: readonly string[] = [], type?: string): string {
  return `<decision id="${id}" name="${id}"><variable name="${id}"${typed(type)}/>${needs.map(requirement).join('')}${logic}</decision>`;
}

function requirement(id: string): string {
  if (id.startsWith('!')) return `<knowledgeRequirement><requiredKnowledge href="#${id.slice(1)}"/></knowledgeRequirement>`;
  return id.startsWith('#')
    ? `<informationRequirement><requiredDecision href="${id}"/></informationRequirement>`
    : `<informationRequirement><requiredInput href="#${id}"/></informationRequirement>`;
}

/** A business knowledge model: its parameters, then its body. */
export function knowledge(id: string, parameters: readonly string[], body: string, needs: readonly string[] = []): string {
  return `<businessKnowledgeModel id="${id}" name="${id}"><variable name="${id}"/><encapsulatedLogic>${parameters
    .map((name) => `<formalParameter name="${name}"/>`)
    .join('')}${body}</encapsulatedLogic>${needs.map(requirement).join('')}</businessKnowledgeModel>`;
}

export function literal(feel: string, type?: string): string {
  return `<literalExpression${typed(type)}><text>${escape(feel)}</text></literalExpression>`;
}

interface Column {
  readonly type?: string;
  /** Allowed values. */
  readonly among?: string;
  readonly otherwise?: string;
}

/**
 * A decision table. `policy` is the letter of the standard: U, F, P, A, C, C+, C<, C>, C#, R, O. Rules: `test | test -> result | result`, with `// why` behind.
 * Inputs are FEEL texts, outputs names; a record behind a name says more about the column.
 */
export function table(
  policy: string,
  inputs: Readonly<Record<string, Column>>,
  outputs: Readonly<Record<string, Column>>,
  ...rules: string[]
): string {
  const [hitPolicy, aggregation] = policies[policy]!;
  const values = (tag: string, text?: string) => (text === undefined ? '' : `<${tag}><text>${escape(text)}</text></${tag}>`);
  return `<decisionTable hitPolicy="${hitPolicy}"${aggregation === undefined ? '' : ` aggregation="${aggregation}"`}>${Object.entries(
    inputs,
  )
    .map(
      ([text, { type, among }]) =>
        `<input label="${escape(text)}"><inputExpression${typed(type)}><text>${escape(text)}</text></inputExpression>${values('inputValues', among)}</input>`,
    )
    .join('')}${Object.entries(outputs)
    .map(
      ([name, { type, among, otherwise }]) =>
        `<output name="${escape(name)}"${typed(type)}>${values('outputValues', among)}${values('defaultOutputEntry', otherwise)}</output>`,
    )
    .join('')}<annotation name="why"/>${rules.map(ruleXml).join('')}</decisionTable>`;
}

function ruleXml(rule: string, index: number): string {
  const [cells = '', why] = rule.split(' // ');
  const [tests = '', results = ''] = cells.split('->');
  const entries = (tag: string, text: string) =>
    text.trim() === ''
      ? ''
      : text
          .split('|')
          .map((cell) => `<${tag}><text>${escape(cell.trim())}</text></${tag}>`)
          .join('');
  return `<rule id="r${index + 1}">${entries('inputEntry', tests)}${entries('outputEntry', results)}${
    why === undefined ? '' : `<annotationEntry><text>${escape(why)}</text></annotationEntry>`
  }</rule>`;
}

const policies: Readonly<Record<string, readonly [string, string?]>> = {
  U: ['UNIQUE'],
  F: ['FIRST'],
  P: ['PRIORITY'],
  A: ['ANY'],
  C: ['COLLECT'],
  'C+': ['COLLECT', 'SUM'],
  'C<': ['COLLECT', 'MIN'],
  'C>': ['COLLECT', 'MAX'],
  'C#': ['COLLECT', 'COUNT'],
  R: ['RULE ORDER'],
  O: ['OUTPUT ORDER'],
};
