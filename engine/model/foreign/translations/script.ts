/** Script tasks: FEEL as it is, the Java engines' expression language translated, other languages refused. */
import { feelOf } from '../expression-texts.ts';
import { report, shown, takeAttribute, takeElements, become, type Site } from '../site.ts';

export function translateScript(site: Site): void {
  const { element } = site;
  if (element.$type !== 'bpmn:ScriptTask') return;
  const [script] = takeElements(site, 'script');
  if (script) {
    element.script = feelOf(script.attributes.expression ?? '') ?? '';
    element.scriptFormat = 'feel';
    report(site, 'FOREIGN_TRANSLATED', `${script.vendor.name}:script → script`);
    const { resultVariable } = script.attributes;
    if (resultVariable !== undefined) become(site, `${script.vendor.name}:script resultVariable`, 'resultVariable', resultVariable);
  } else if (/^juel$/i.test(String(element.scriptFormat ?? ''))) {
    const feel = feelOf(String(element.script ?? ''));
    if (feel === undefined) report(site, 'FOREIGN_EXPRESSION', String(element.script));
    else {
      report(site, 'FOREIGN_TRANSLATED', `${String(element.script)} → ${feel}`);
      element.script = feel;
    }
    element.scriptFormat = 'feel';
  }
  const result = takeAttribute(site, 'resultVariable', 'resultVariableName');
  if (result) become(site, shown(result), 'resultVariable', result.text);
}
