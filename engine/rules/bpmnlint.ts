/** bpmnlint's recommended rules, run by bpmnlint itself: structure and drawing as everybody draws BPMN. */
import type { Moddle } from 'bpmn-moddle';
import Linter from 'bpmnlint/lib/linter.js';
import StaticResolver from 'bpmnlint/lib/resolver/static-resolver.js';
import { listOf } from '../model/moddle-access.ts';
import type { Finding } from './finding.ts';
import { lintRules } from './lint/lint-rules.ts';
import { together } from './lint/together.ts';
import { withFlowsListed } from './lint/with-flows-listed.ts';
import type { Rule } from './rule.ts';

// no configuration files: the rules are handed over, in Node and in the browser alike
const linter = new Linter({ resolver: new StaticResolver({ 'rule:bpmnlint/recommended': () => together(lintRules) }) });

/** Findings are named `bpmnlint/<its rule>`. A file without any diagram is one finding, not one for every element. */
export const bpmnlint: Rule = {
  id: 'bpmnlint',
  severity: 'error',
  source: 'bpmnlint 11.15.0, plugin "recommended"',
  check: ({ definitions }) => (definitions ? withFlowsListed(definitions, () => lint(definitions)) : []),
};

function lint(definitions: Moddle): Finding[] {
  const elements = elementsIn(definitions);
  const isDrawn = listOf(definitions, 'diagrams').length > 0;
  const findings = reportsOf(definitions).flatMap(({ id, rule: name }) => {
    const { severity, message, messageEn } = lintRules[name]!;
    if ((name === 'no-bpmndi' && !isDrawn) || isPlainEnd(name, elements.get(id ?? ''))) return [];
    const shown = `"${elements.get(id ?? '')?.name ?? id ?? ''}"`;
    return [
      {
        rule: `bpmnlint/${name}`,
        severity,
        message: message.replace('{0}', shown),
        messageEn: messageEn.replace('{0}', shown),
        elements: id === undefined ? [] : [id],
      },
    ];
  });
  if (!isDrawn)
    findings.push({
      rule: 'bpmnlint/no-bpmndi',
      severity: 'info',
      message: 'Tệp không có hình vẽ; hệ thống tự vẽ khi cần',
      messageEn: 'The file has no diagram; one is drawn when it is needed',
      elements: [],
    });
  return distinct(findings);
}

/** What the rules report, each with the name of its rule; a rule that fails is a bug and throws. */
function reportsOf(definitions: Moddle): readonly { readonly id?: string; readonly rule: string }[] {
  const rule = together(lintRules);
  return linter.applyRule(definitions, { name: 'recommended', rule, config: {}, category: 'error' }).map(({ id, rule: name, message }) => {
    if (name === undefined) throw new Error(message);
    return { ...(id !== undefined && { id }), rule: name };
  });
}

/** The same rule may report one element for several reasons that our sentence names together. */
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, elements }) => {
    const key = `${rule} ${elements[0] ?? ''}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** A start or end without trigger says nothing more with a name, and an end may be reached from everywhere. */
function isPlainEnd(rule: string, element: Moddle | undefined): boolean {
  const isEnd = element?.$type === 'bpmn:EndEvent';
  const isPlain = (isEnd || element?.$type === 'bpmn:StartEvent') && listOf(element, 'eventDefinitions').length === 0;
  return (rule === 'label-required' && isPlain) || (rule === 'fake-join' && isEnd);
}

function elementsIn(definitions: Moddle): Map<string, Moddle> {
  const elements = new Map<string, Moddle>();
  // grows while it is walked: nesting may be deep
  const places = [...listOf(definitions, 'rootElements')];
  for (const place of places) {
    if (place.id !== undefined) elements.set(place.id, place);
    for (const property of ['flowElements', 'participants', 'messageFlows', 'laneSets', 'lanes']) {
      const inner = place[property];
      if (Array.isArray(inner)) places.push(...(inner as Moddle[]));
    }
  }
  return elements;
}
