/** The diagram of the document: findings by number, the critical path thick, slack as heat, excluded waits hatched. */
import type { Moddle } from 'bpmn-moddle';
import { slackHeat, type Badge, type Mark } from '../../../engine/drawing/draw-marks.ts';
import { drawSvg } from '../../../engine/drawing/draw-svg.ts';
import { listOf } from '../../../engine/model/moddle-access.ts';
import { numberedFindings } from './numbered-findings.ts';
import type { AppraisedReport, ProcessTime } from './report-shape.ts';

const mostBadges = 6;

/** SVG of all planes of the file, with the marks of the report. */
export function appraisalPicture(definitions: Moddle, report: AppraisedReport): string {
  const marks = marksOf(report);
  for (const id of criticalFlows(definitions, report)) marks[id] = { ...marks[id], isThick: true };
  return drawSvg(definitions, { marks });
}

/** Sequence flows from one element of a critical path to the next. */
function criticalFlows(definitions: Moddle, { time }: AppraisedReport): string[] {
  const steps = new Set(
    (time?.processes ?? []).flatMap(({ criticalPath }) => criticalPath.slice(1).map((id, at) => `${criticalPath[at]} ${id}`)),
  );
  const flowsIn = (container: Moddle): Moddle[] =>
    listOf(container, 'flowElements').flatMap((element) => (element.$instanceOf('bpmn:SubProcess') ? flowsIn(element) : [element]));
  return listOf(definitions, 'rootElements')
    .filter(({ $type }) => $type === 'bpmn:Process')
    .flatMap(flowsIn)
    .filter((flow) => steps.has(`${(flow.sourceRef as Moddle | undefined)?.id} ${(flow.targetRef as Moddle | undefined)?.id}`))
    .map(({ id }) => String(id));
}

/** A finding is pinned where it is said to be first; one of the whole procedure is only in the text. */
export function marksOf(report: AppraisedReport): Record<string, Mark> {
  const marks = new Map<string, Mark>();
  const mark = (id: string, more: Mark) => marks.set(id, { ...marks.get(id), ...more });
  for (const process of report.time?.processes ?? []) {
    for (const id of process.criticalPath) mark(id, { isThick: true });
    for (const step of process.steps) {
      if (step.clock === 'excluded') mark(step.elementId, { isHatched: true });
      else if (step.slack !== undefined) mark(step.elementId, { fill: slackHeat(shareOf(step.slack, process)) });
      if (step.isCritical) mark(step.elementId, { isThick: true });
    }
  }
  for (const { n, severity, elements } of numberedFindings(report)) {
    const [id] = elements;
    if (id === undefined) continue;
    const badges = marks.get(id)?.badges ?? [];
    if (badges.length < mostBadges) mark(id, { badges: [...badges, { text: String(n), severity } satisfies Badge] });
    else if (badges.length === mostBadges) mark(id, { badges: [...badges, { text: '…', severity }] });
  }
  return Object.fromEntries(marks);
}

function shareOf(slack: number, { deadline, worst }: ProcessTime): number {
  const whole = deadline ? deadline.value / (deadline.unit === 'workingHour' ? 8 : 1) : (worst?.days ?? 0);
  return whole > 0 ? slack / whole : slack > 0 ? 1 : 0;
}
