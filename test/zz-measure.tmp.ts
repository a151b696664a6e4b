import { advanceDraft } from '../engine/semantics/advance.ts';
import { draftOf, initialState } from '../engine/semantics/state.ts';
import { definitions, element, modelOfXml, processXml } from './support/bpmn.ts';
const now = new Date('2026-03-02T01:00:00Z');
const which = process.argv[2]; const n = Number(process.argv[3] ?? 10000);
const t = performance.now();
if (which === 'mi') {
  const loop = `<multiInstanceLoopCharacteristics tthc:outputCollection="opinions" tthc:outputElement="opinion"><loopCardinality>${n}</loopCardinality></multiInstanceLoopCharacteristics>`;
  const attrs = process.argv[4] === 'plain' ? '' : process.argv[4] === 'unit' ? 'tthc:unit="u"' : 'tthc:unit="u" tthc:budget="1" tthc:budgetUnit="workingDay"';
  const model = await modelOfXml(definitions(processXml('P', element('userTask', 'ask', loop, attrs))));
  const state = draftOf(initialState);
  advanceDraft(model, state, { type: 'startInstance' }, now);
  console.log('start', performance.now() - t);
  for (let r = n; r >= 1; r--) advanceDraft(model, state, { type: 'completeTask', elementKey: `ask#${r + 1}`, variables: { opinion: r } }, now);
  console.log(state.status, performance.now() - t);
} else {
  const loop = `<multiInstanceLoopCharacteristics><loopCardinality>${n}</loopCardinality></multiInstanceLoopCharacteristics>`;
  const model = await modelOfXml(definitions(processXml('P', element('scriptTask', 'fail', `${loop}<script>n / 0</script>`))));
  const state = draftOf(initialState);
  advanceDraft(model, state, { type: 'startInstance', variables: { n: 1 } }, now);
  console.log('start', performance.now() - t);
  advanceDraft(model, state, { type: 'cancel' }, now);
  console.log(state.status, performance.now() - t);
}
