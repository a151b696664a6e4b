/** What the tests of the rules share: a rule asked about a small file. */
import { expect } from 'chai';
import { modelOf } from '../../../engine/model/model-of.ts';
import { parseBpmn } from '../../../engine/model/parse-bpmn.ts';
import type { Finding } from '../../../engine/rules/finding.ts';
import { rules } from '../../../engine/rules/index.ts';
import type { RuleInput } from '../../../engine/rules/rule.ts';
import { procedure, user } from '../semantics/support.ts';

/** The rule's whole input for a file. */
export async function inputOf(xml: string, more: Partial<RuleInput> = {}): Promise<RuleInput> {
  const { definitions } = await parseBpmn(xml);
  const { model, problems } = modelOf(definitions!);
  if (!model) throw new Error(problems.map(({ code, at }) => `${code} ${at ?? ''}`).join('\n'));
  return { model, definitions, ...more };
}

/** What the rule finds; both sentences are there and differ. */
export async function ask(id: string, xml: string, more: Partial<RuleInput> = {}): Promise<Finding[]> {
  const rule = rules.find((each) => each.id === id)!;
  const findings = rule.check(await inputOf(xml, more));
  for (const { message, messageEn } of findings) {
    expect(message).to.match(/\p{L}/u);
    expect(messageEn).to.not.equal(message);
  }
  return findings;
}

/** `severity element element …` of each. */
export async function found(id: string, xml: string, more: Partial<RuleInput> = {}): Promise<string[]> {
  return (await ask(id, xml, more)).map(({ severity, elements }) => [severity, ...elements].join(' '));
}

/** A user task with a budget. */
export function timed(id: string, value: number, unit = 'workingDay', attributes = ''): string {
  return user(id, '', `tthc:budget="${value}" tthc:budgetUnit="${unit}" ${attributes}`);
}

export function deadline(value: number, unit = 'workingDay', more = 'kind="published"'): string {
  return `<tthc:deadline value="${value}" unit="${unit}" ${more}/>`;
}

/** Elements one after the other between a start `s` and an end `e`. */
export function chain(...elements: string[]): string[] {
  const ids = ['s', ...elements.map((text) => /id="(\w+)"/.exec(text)![1]!), 'e'];
  return ['<startEvent id="s"/>', ...elements, '<endEvent id="e"/>', ...ids.slice(1).map((id, index) => `${ids[index]!}->${id}`)];
}

/** A procedure `P` with a published deadline in working days and steps one after the other. */
export function steps(days: number, ...elements: string[]): string {
  return procedure('', deadline(days), ...chain(...elements));
}
