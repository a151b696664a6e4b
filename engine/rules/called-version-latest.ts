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

/** Attributes of other engines' namespaces (`camunda:calledElementBinding`, `zeebe:bindingType`) are kept by the parser as they stand. */
function asksForLatest(call: Moddle): boolean {
  const extension = call.extensionElements as Moddle | undefined;
  const attributes = [call, ...(extension ? listOf(extension, 'values') : [])].flatMap((each) => [
    ...Object.entries(each.$attrs ?? {}),
    ...(each.bindingType === undefined ? [] : [['bindingType', each.bindingType] as const]),
  ]);
  return (
    /[@:]latest$/i.test(String(call.calledElement ?? '')) ||
    attributes.some(([name, value]) => /(?:^|:)(?:calledElementBinding|bindingType|binding)$/.test(name) && value === 'latest')
  );
}
