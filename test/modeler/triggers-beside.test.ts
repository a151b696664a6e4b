/** A second trigger is offered in the panel exactly where the engine runs the two together (ADR 0064, 0065). */
import { expect } from 'chai';
import type { Moddle } from 'bpmn-moddle';
import { readBpmn } from '../../engine/model/read-bpmn.ts';
import { tthcModdle } from '../../engine/model/tthc-moddle.ts';
import { triggersBeside } from '../../modeler/editor/properties/triggers-beside.ts';
import { definitions, element, processXml } from '../support/bpmn.ts';

const triggers: Readonly<Record<string, string>> = {
  Message: '<messageEventDefinition messageRef="m"/>',
  Timer: '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>',
  Signal: '<signalEventDefinition signalRef="g"/>',
  Conditional: '<conditionalEventDefinition><condition>n &gt; 1</condition></conditionalEventDefinition>',
  Error: '<errorEventDefinition/>',
  Escalation: '<escalationEventDefinition/>',
  Cancel: '<cancelEventDefinition/>',
  Compensate: '<compensateEventDefinition/>',
  Terminate: '<terminateEventDefinition/>',
  Link: '<linkEventDefinition name="l"/>',
};
const border = (attributes: string) => (body: string) =>
  element('transaction', 't', element('userTask', 'u')) + element('boundaryEvent', 'x', body, `attachedToRef="t" ${attributes}`);
const places: Readonly<Record<string, (body: string) => string>> = {
  'a process start': (body) => element('startEvent', 'x', body),
  'an event subprocess start': (body) => element('subProcess', 'h', element('startEvent', 'x', body), 'triggeredByEvent="true"'),
  'one that does not interrupt': (body) =>
    element('subProcess', 'h', element('startEvent', 'x', body, 'isInterrupting="false"'), 'triggeredByEvent="true"'),
  'a catch': (body) => element('intermediateCatchEvent', 'x', body),
  'a border': border(''),
  'a border that does not interrupt': border('cancelActivity="false"'),
  'a border that needs all': border('parallelMultiple="true"'),
  'a throw': (body) => element('intermediateThrowEvent', 'x', body),
  'an end of a transaction': (body) =>
    element('transaction', 't', element('endEvent', 'x', body)) +
    element('boundaryEvent', 'c', triggers.Cancel, 'attachedToRef="t"') +
    element('endEvent', 'e'),
};
/** What a pair says about the two together, and not about where one of them stands. */
const together = ['EVENT_DEFINITION_WRONG', 'BOUNDARY_INTERRUPTS', 'ERROR_START_INTERRUPTS'];

const file = (place: string, body: string) =>
  definitions('<message id="m" name="m"/><signal id="g" name="g"/>', processXml('p', element('userTask', 'a'), places[place]!(body)));

async function isRefused(place: string, body: string): Promise<boolean> {
  return (await readBpmn(file(place, body))).problems.some(({ code, at }) => together.includes(code) && at === 'x');
}

async function offered(place: string, body: string): Promise<readonly string[]> {
  const { rootElement } = await tthcModdle().fromXML(file(place, body));
  const find = (node: Moddle): Moddle | undefined =>
    node.id === 'x' ? node : ((node.get('flowElements') as Moddle[] | undefined) ?? []).map(find).find((each) => each !== undefined);
  const process = (rootElement.get('rootElements') as Moddle[]).find(({ $type }) => $type === 'bpmn:Process')!;
  return triggersBeside(find(process) as never).map((type) => type.replace('bpmn:', '').replace('EventDefinition', ''));
}

describe('triggers beside others', () => {
  for (const place of Object.keys(places))
    it(`at ${place} are those that the engine runs there`, async () => {
      let pairs = 0;
      for (const [first, body] of Object.entries(triggers)) {
        if (await isRefused(place, body)) continue;
        const found = await offered(place, body);
        for (const [second, more] of Object.entries(triggers)) {
          // a second termination, and cancelling twice, say nothing more; cancelling begins with its own kind of event
          if (second === 'Cancel' || (second === 'Terminate' && first === second)) continue;
          expect(found.includes(second), `${first} and ${second}`).to.equal(!(await isRefused(place, body + more)));
          pairs++;
        }
      }
      expect(pairs).to.be.greaterThan(20);
    });
});
