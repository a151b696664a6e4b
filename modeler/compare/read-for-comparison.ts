/** Reads a file so that it can be compared: what it calls elsewhere is the business of another file and is stood in for by an empty process. */
import { parseBpmn, readBpmn, readCalls, type CalledVersions, type ProcessModel } from '../../engine/index.ts';
import { drawnOf, type Drawn } from './drawn-of.ts';

export interface ReadSide {
  /** Absent: it cannot run yet (a draft), and only what is drawn can be compared. */
  readonly model?: ProcessModel;
  readonly problems: readonly { readonly message: string; readonly messageEn: string }[];
  readonly drawn: ReadonlyMap<string, Drawn>;
}

export async function readForComparison(xml: string): Promise<ReadSide> {
  const { calledElements } = await readCalls(xml);
  const called: CalledVersions = new Map(calledElements.map((name) => [name, { processId: name, version: 1, xml: stub(name) }] as const));
  const [{ model, problems }, { definitions }] = await Promise.all([readBpmn(xml, called), parseBpmn(xml)]);
  return {
    ...(model && { model }),
    problems: problems.filter(({ severity }) => severity === 'error'),
    drawn: definitions ? drawnOf(definitions) : new Map<string, Drawn>(),
  };
}

const stub = (id: string) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://taicho/tthc"><process id="${id.replace(/[&"<>]/g, '')}" isExecutable="true"><startEvent id="s"><outgoing>f</outgoing></startEvent><endEvent id="e"><incoming>f</incoming></endEvent><sequenceFlow id="f" sourceRef="s" targetRef="e"/></process></definitions>`;
