import { BpmnModdle } from 'bpmn-moddle';
import tthc from './tthc.json' with { type: 'json' };

let known: BpmnModdle | undefined;

/** The moddle that knows our `tthc` attributes. Shared: it keeps descriptors, which are costly to build, and nothing of what it reads. */
export function tthcModdle(): BpmnModdle {
  if (known) return known;
  known = new BpmnModdle({ tthc });
  // an element by the schema of BPMN 2.0 (Semantic.xsd, tGlobalScriptTask); the package takes it for an attribute
  const script = known.registry.typeMap['bpmn:GlobalScriptTask']?.properties.find(({ name }) => name === 'bpmn:script');
  if (script) script.isAttr = false;
  return known;
}
