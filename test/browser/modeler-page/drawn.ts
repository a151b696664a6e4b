/** Small files with a diagram, for the editor to open. */
import { layOut } from '../../../engine/model/layout.ts';
import { parseBpmn } from '../../../engine/model/parse-bpmn.ts';
import { tthcModdle } from '../../../engine/model/tthc-moddle.ts';
import { definitions, processXml } from '../../support/bpmn.ts';

const roots = '<message id="m" name="m"/><signal id="g" name="g"/><error id="r" errorCode="r"/><escalation id="l" escalationCode="l"/>';

/** A process of these parts (see `content`), laid out; `more` are roots besides messages `m`, signals `g`, errors `r`, escalations `l`. */
export async function drawn(parts: readonly string[], more = ''): Promise<string> {
  const { definitions: tree } = await parseBpmn(definitions(more, processXml('p', ...parts), roots));
  layOut(tree!);
  return (await tthcModdle().toXML(tree!, { format: true })).xml;
}
