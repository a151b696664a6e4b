/** A published table of steps → an executable BPMN file with a diagram, and everything in the table that was doubtful. */
import type { Moddle } from 'bpmn-moddle';
import { buildBpmn } from './from-table/build-bpmn.ts';
import { checkFiveSteps, checkHead, checkLabels, checkSums } from './from-table/check-table.ts';
import type { Finding } from './from-table/findings.ts';
import { pathsOf, planFlow, withoutPostDeadline } from './from-table/plan-flow.ts';
import { phasesOf } from './from-table/phases.ts';
import { readTable } from './from-table/published-table.ts';
import { readSteps } from './from-table/read-steps.ts';
import { withParents } from './from-table/with-parents.ts';
import { layOut } from './layout.ts';
import { tthcModdle } from './tthc-moddle.ts';

export { findingRules, type Finding, type FindingRule, type Severity } from './from-table/findings.ts';
export { TableUnreadable } from './from-table/published-table.ts';

/**
 * Imports one table. Nothing is guessed away: what is ambiguous is drawn in the plainest way and comes back as a finding,
 * in the order of the table. `at` of a TableUnreadable starts at `pointer`. Equal tables give equal bytes.
 */
export async function fromTable(value: unknown, pointer = ''): Promise<{ xml: string; findings: Finding[] }> {
  const { definitions, findings } = treeFromTable(value, pointer);
  layOut(definitions);
  const { xml } = await tthcModdle().toXML(definitions, { format: true });
  return { xml, findings };
}

/** The same without a diagram, as a moddle tree that can be compiled at once: for those who judge a table and do not draw it. */
export function treeFromTable(value: unknown, pointer = ''): { definitions: Moddle; findings: Finding[] } {
  const table = readTable(value, pointer);
  const findings: Finding[] = checkHead(table);
  const steps = withoutPostDeadline(table, readSteps(table, findings), findings);
  const flow = planFlow(table, steps, findings);
  const phases = phasesOf(table, steps, findings);
  findings.push(...checkLabels(steps), ...checkSums(table, steps, pathsOf(flow)), ...checkFiveSteps(steps));
  const definitions = withParents(buildBpmn(tthcModdle(), table, flow, phases));
  return { definitions, findings: inTableOrder(findings) };
}

/** What is about the head first, then row by row, then what is about all rows together; otherwise as found. */
function inTableOrder(findings: readonly Finding[]): Finding[] {
  const rank = ({ at }: Finding) => {
    const row = /^\/steps\/(\d+)/u.exec(at) ?? /^[a-z]+_(\d+)$/u.exec(at);
    return row ? Number(row[1]) : /^\/(steps|appointments|phaseDeadlines)/u.test(at) ? Infinity : -1;
  };
  return findings.toSorted((one, other) => (rank(one) === rank(other) ? 0 : rank(one) - rank(other)));
}
