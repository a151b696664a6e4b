import { readDecisions } from '../../../engine/decisions/read-decisions.ts';
import { findDecisions, type Decision, type DecisionFailure, type DecisionOutcome } from '../../../engine/model/decision.ts';

export const now = '2026-03-02T02:00:00Z';

/** The decision of a name in a file; the test fails with the file's problems when it has none. */
export async function decisionIn(xml: string, name: string): Promise<Decision> {
  const set = await readDecisions({ 'test.dmn': xml });
  const [found] = findDecisions(set, name);
  if (!found)
    throw new Error(`no ${name}: ${set.problems.map(({ code, messageEn, at }) => `${code} ${at ?? ''} ${messageEn}`).join('; ')}`);
  return found;
}

/** Codes and places of what is wrong with a file. */
export async function problemsIn(xml: string): Promise<string[]> {
  const { problems } = await readDecisions({ 'test.dmn': xml });
  return problems.map(({ code, at }) => `${code} ${at ?? ''}`);
}

export function ask(decision: Decision, variables: Readonly<Record<string, unknown>>): DecisionOutcome | DecisionFailure {
  return decision.evaluate((name) => variables[name], now);
}

/** The value, or the English sentence of the failure. */
export async function asked(xml: string, name: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const outcome = ask(await decisionIn(xml, name), variables);
  return outcome.failed ? outcome.messageEn : outcome.value;
}
