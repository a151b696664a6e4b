import type { State } from '../engine/index.ts';

/** Tokens on flows, active elements, what they wait for, incidents: what a viewer draws. */
export function diagramState({ scopes, elements, subscriptions, incidents, flags, visits }: State) {
  return {
    tokens: Object.values(scopes).flatMap(({ key, tokens }) =>
      Object.entries(tokens).map(([flowId, waiting]) => ({ scope: key, flowId, count: waiting.length })),
    ),
    active: Object.values(elements).map(({ key, elementId, activatedAt, step }) => ({
      key,
      elementId,
      activatedAt,
      ...(step && { unit: step.unit, holder: step.holder, dueAt: step.dueAt }),
    })),
    waiting: Object.values(subscriptions).map(({ key, elementId, type, name, dueAt }) => ({ key, elementId, type, name, dueAt })),
    incidents: Object.values(incidents).map(({ key, elementId, code }) => ({ key, elementId, code })),
    flags: Object.values(flags)
      .filter(({ withdrawnAt }) => withdrawnAt === undefined)
      .map(({ flag, elementKey, at }) => ({ flag, elementKey, at })),
    completed: Object.keys(visits),
  };
}
