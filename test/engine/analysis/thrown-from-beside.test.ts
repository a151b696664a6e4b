/** What an event subprocess throws out of what it is in is told as a run, and the engine plays it. */
import { expect } from 'chai';
import { checkSoundness } from '../../../engine/analysis/check-soundness.ts';
import { replayScenario } from '../../../engine/analysis/replay-scenario.ts';
import { content, definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';

const inside = (...parts: string[]) => content(...parts.map((part) => part.replace(/^(\w+):(\w+)$/, '<$2 id="$1"/>')));
const thrown = (code: string) => `<errorEventDefinition errorRef="${code}"/>`;
const escalation = '<escalationEventDefinition escalationRef="X"/>';
const message = '<messageEventDefinition messageRef="m"/>';
const subProcess = (id: string, ...parts: string[]) => element('subProcess', id, inside(`${id}s:startEvent`, ...parts));
const beside = (event: string, interrupting: boolean, ...parts: string[]) =>
  element(
    'subProcess',
    'v',
    inside(element('startEvent', 'vs', event, `isInterrupting="${interrupting}"`), ...parts),
    'triggeredByEvent="true"',
  );
const waiting = [element('intermediateCatchEvent', 'c', '<messageEventDefinition messageRef="n"/>'), 'oe:endEvent', 'os->c', 'c->oe'];
const end = (event: string) => element('endEvent', 've', event);

const cases: Readonly<Record<string, readonly [caught: string, host: string]>> = {
  'an error, beside what goes on': [thrown('E'), subProcess('o', ...waiting, beside(message, false, end(thrown('E')), 'vs->ve'))],
  'an escalation after a step, instead of it': [
    escalation,
    subProcess('o', ...waiting, beside(message, true, 'vt:userTask', end(escalation), 'vs->vt', 'vt->ve')),
  ],
  'another error than the one it began with': [
    thrown('F'),
    subProcess('o', element('endEvent', 'oe', thrown('E')), 'os->oe', beside(thrown('E'), true, end(thrown('F')), 'vs->ve')),
  ],
  'an error of a worker': [thrown('E'), subProcess('o', ...waiting, beside(message, true, 'vt:userTask', 'vs->vt'))],
  'an error two levels inside': [
    thrown('E'),
    subProcess('o', subProcess('q', 'w:userTask', 'qs->w', beside(message, false, end(thrown('E')), 'vs->ve')), 'os->q'),
  ],
};

describe('what an event subprocess throws outward', () => {
  for (const [name, [caught, host]] of Object.entries(cases))
    it(name, async () => {
      const parts = ['s:startEvent', host, 'e:endEvent', 's->o', 'o->e', element('boundaryEvent', 'b', caught, 'attachedToRef="o"')];
      const stuck = ['x:exclusiveGateway', 'j:parallelGateway', 'z:endEvent', 'b->x', 'x->j[l1]?k', 'x->j[l2]!', 'j->z'];
      const roots = ['<message id="m" name="m"/><message id="n" name="n"/>', '<escalation id="X" escalationCode="X"/>'];
      const errors = ['E', 'F'].map((code) => `<error id="${code}" errorCode="${code}"/>`);
      const xml = processXml('P', inside(...parts, ...stuck));
      const model = await modelOfXml(definitions(...roots, ...errors, xml));
      const { optionToComplete } = checkSoundness(model).processes[0]!;
      if (optionToComplete.outcome !== 'fails') throw new Error(JSON.stringify(optionToComplete));
      expect(optionToComplete.culprits).to.deep.equal(['j', 'x']);
      expect(replayScenario(model, optionToComplete.scenario).tokens).to.deep.equal(optionToComplete.stateAtEnd);
      expect(Object.keys(optionToComplete.stateAtEnd).join()).to.match(/^l[12]$/);
    });
});
