/** A call that takes whatever version is newest: what was approved may be another tomorrow. */
import type { Moddle } from 'bpmn-moddle';
import { listOf } from '../model/moddle-access.ts';
import { found, type Rule } from './rule.ts';

/** The engine pins versions when a file is deployed; a file that asks for the newest in words says something else than what will run. */
export const calledVersionLatest: Rule = {
  id: 'called-version-latest',
  severity: 'warning',
  check: ({ definitions }) =>
    definitions
      ? callActivities(definitions)
          .filter(asksForLatest)
          .map(({ id = '', name }) =>
            found(
              calledVersionLatest,
              `"${name ?? id}" gọi phiên bản mới nhất: khi phê duyệt phải gắn một phiên bản cố định`,
              `"${name ?? id}" calls the latest version: an approval pins one`,
              [id],
            ),
          )
      : [],
};

function callActivities(definitions: Moddle): Moddle[] {
  const places = listOf(definitions, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process');
  const calls: Moddle[] = [];
  // grows while it is walked: nesting may be deep
  for (const place of places)
    for (const element of listOf(place, 'flowElements')) {
      if (element.$instanceOf('bpmn:SubProcess')) places.push(element);
      if (element.$type === 'bpmn:CallActivity') calls.push(element);
    }
  return calls;
}

/** In our words or in those of other engines, which the reading of their files has translated (ADR 0059). */
function asksForLatest(call: Moddle): boolean {
  return call.get('tthc:calledVersion') === 'latest';
}
