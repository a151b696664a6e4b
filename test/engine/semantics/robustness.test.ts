/**
 * The engine at sizes no procedure should have (case 67 and its neighbours). Completion and counts only: times are the benchmark's.
 */
import { expect } from 'chai';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import type { ProcessModel } from '../../../engine/model/types.ts';
import { advance, advanceDraft } from '../../../engine/semantics/advance.ts';
import type { Command } from '../../../engine/semantics/commands.ts';
import type { Event } from '../../../engine/semantics/events.ts';
import { draftOf, initialState, type State } from '../../../engine/semantics/state.ts';
import { content, definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';

const now = new Date('2026-03-02T01:00:00Z');

/** A dossier of which this test owns the draft. */
function opened(
  model: ProcessModel,
  variables = {},
): { state: State; events: readonly Event[]; execute: (command: Command) => readonly Event[] } {
  const state = draftOf(initialState);
  const execute = (command: Command) => advanceDraft(model, state, command, now);
  return { state, events: execute({ type: 'startInstance', variables }), execute };
}

function chain(steps: readonly string[], ids: readonly string[]): Promise<ProcessModel> {
  const all = ['start', ...ids, 'end'];
  const flows = all.slice(1).map((id, index) => `<sequenceFlow id="f${index}" sourceRef="${all[index]}" targetRef="${id}"/>`);
  return modelOfXml(definitions(processXml('P', element('startEvent', 'start'), ...steps, element('endEvent', 'end'), ...flows)));
}

const count = (events: readonly Event[], type: Event['type']) => events.filter((event) => event.type === type).length;

/** A task inside subprocess 1 inside subprocess 2 … */
function nested(depth: number, innermost: string, around = ''): string {
  let inside = innermost;
  for (let level = depth; level >= 1; level--) inside = element('subProcess', `sub${level}`, inside);
  return definitions(processXml('P', inside, around));
}

describe('Robustness of the step', () => {
  it('makes ten thousand automatic steps in one command', async () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `t${index}`);
    const steps = ids.map((id, index) =>
      index % 2 ? element('task', id) : element('scriptTask', id, '<script>n + 1</script>', 'tthc:resultVariable="n"'),
    );
    const { state, events } = opened(await chain(steps, ids), { n: 0 });
    expect(state.status).to.equal('ended');
    expect(state.result).to.deep.equal({ n: 5_000 });
    expect(count(events, 'elementCompleted')).to.equal(10_000);
  });

  it('completes ten thousand user tasks one command each, and each command does the same number of things', async () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `t${index}`);
    const { state, execute } = opened(
      await chain(
        ids.map((id) => element('userTask', id)),
        ids,
      ),
    );
    const sizes = ids.slice(0, -1).map((id) => execute({ type: 'completeTask', elementKey: `${id}#1` }).length);
    expect(new Set(sizes)).to.deep.equal(new Set([3]));
    execute({ type: 'completeTask', elementKey: 't9999#1' });
    expect(state.status).to.equal('ended');
  });

  it('runs, completes, interrupts and terminates subprocesses a thousand deep', async () => {
    const task = element('userTask', 'task');
    const model = await modelOfXml(nested(1_000, task));
    const completed = opened(model);
    expect(Object.keys(completed.state.scopes)).to.have.length(1_001);
    expect(count(completed.execute({ type: 'completeTask', elementKey: 'task#1' }), 'elementCompleted')).to.equal(1_001);
    expect(completed.state.status).to.equal('ended');

    const cancelled = opened(model);
    expect(count(cancelled.execute({ type: 'cancel' }), 'elementInterrupted')).to.equal(1_001);
    expect([cancelled.state.elements, cancelled.state.scopes]).to.deep.equal([{}, {}]);

    const boundary = `<boundaryEvent id="late" attachedToRef="sub1"><timerEventDefinition><timeDuration>PT0S</timeDuration></timerEventDefinition></boundaryEvent>`;
    const interrupted = opened(await modelOfXml(nested(1_000, task, boundary)));
    interrupted.execute({ type: 'fireTimer', elementKey: 'late#1' });
    expect(interrupted.state.status).to.equal('ended');

    const terminating = `${task}<endEvent id="stop"><terminateEventDefinition/></endEvent><sequenceFlow id="f" sourceRef="task" targetRef="stop"/>`;
    const terminated = opened(await modelOfXml(nested(1_000, terminating)));
    terminated.execute({ type: 'completeTask', elementKey: 'task#1' });
    expect(terminated.state.status).to.equal('ended');
  });

  it('carries an error out of a thousand subprocesses to the boundary of the outermost', async () => {
    const boundary = '<boundaryEvent id="caught" attachedToRef="sub1"><errorEventDefinition/></boundaryEvent>';
    const { state, execute } = opened(await modelOfXml(nested(1_000, element('userTask', 'task'), boundary)));
    const events = execute({ type: 'throwError', elementKey: 'task#1', code: 'refused' });
    expect(events.find(({ type }) => type === 'errorThrown')).to.include({ caughtBy: 'caught' });
    expect(state.status).to.equal('ended');
  });

  it('completes ten thousand parallel rounds one by one and collects their results in order', async () => {
    const loop =
      '<multiInstanceLoopCharacteristics tthc:outputCollection="opinions" tthc:outputElement="opinion"><loopCardinality>10000</loopCardinality></multiInstanceLoopCharacteristics>';
    const model = await modelOfXml(
      definitions(processXml('P', element('userTask', 'ask', loop, 'tthc:unit="u" tthc:budget="1" tthc:budgetUnit="workingDay"'))),
    );
    const { state, execute } = opened(model);
    for (let round = 10_000; round >= 1; round--)
      execute({ type: 'completeTask', elementKey: `ask#${round + 1}`, variables: { opinion: round } });
    expect(state.status).to.equal('ended');
    expect(state.result!.opinions).to.deep.equal(Array.from({ length: 10_000 }, (_, index) => index + 1));
  });

  it('interrupts ten thousand parallel rounds that each have an incident', async () => {
    const loop = '<multiInstanceLoopCharacteristics><loopCardinality>10000</loopCardinality></multiInstanceLoopCharacteristics>';
    const model = await modelOfXml(definitions(processXml('P', element('scriptTask', 'fail', `${loop}<script>n / 0</script>`))));
    const { state, events, execute } = opened(model, { n: 1 });
    expect(count(events, 'incidentRaised')).to.equal(10_000);
    execute({ type: 'cancel' });
    expect([state.elements, state.scopes, state.incidents]).to.deep.equal([{}, {}, {}]);
  });

  it('reaches ten thousand subscribers of a signal, longest waiting first', async () => {
    const loop = '<multiInstanceLoopCharacteristics><loopCardinality>10000</loopCardinality></multiInstanceLoopCharacteristics>';
    const waits = '<intermediateCatchEvent id="wait"><signalEventDefinition signalRef="go"/></intermediateCatchEvent>';
    const model = await modelOfXml(
      definitions('<signal id="go" name="go"/>', processXml('P', element('subProcess', 'each', loop + waits))),
    );
    const { state, execute } = opened(model);
    expect(Object.keys(state.subscriptions)).to.have.length(10_000);
    const reached = execute({ type: 'broadcastSignal', name: 'go' }).flatMap((event) =>
      event.type === 'elementCompleted' && event.elementId === 'wait' ? [Number(event.key.slice('wait#'.length))] : [],
    );
    expect(reached).to.deep.equal(Array.from({ length: 10_000 }, (_, index) => index + 1));
    expect(state.status).to.equal('ended');
  });

  it('sends one hand-off for each of ten thousand senders, and delivers two thousand messages of one command to two thousand receivers', async () => {
    const loop = (rounds: number) =>
      `<multiInstanceLoopCharacteristics><loopCardinality>${rounds}</loopCardinality></multiInstanceLoopCharacteristics>`;
    const asking = processXml(
      'P',
      element('userTask', 'ask', loop(10_000), 'tthc:unit="u"'),
      element('userTask', 'next', '', 'tthc:unit="v"'),
      'ask->next',
    );
    const handing = opened(await modelOfXml(definitions(asking)));
    for (let round = 1; round <= 10_000; round++) handing.execute({ type: 'completeTask', elementKey: `ask#${round + 1}` });
    expect(Object.keys(handing.state.handOffs)).to.have.length(10_000);

    const named = 'messageRef="m"';
    const talking = processXml('P', element('receiveTask', 'receive', loop(2_000), named), element('sendTask', 'send', loop(2_000), named));
    const { state, events } = opened(await modelOfXml(definitions('<message id="m" name="m"/>', talking)));
    expect(events.filter((event) => event.type === 'messageThrown' && event.delivery === 'dossier')).to.have.length(2_000);
    expect(state.status).to.equal('ended');
  });

  it('stops a loop without a wait with an incident that names it, loses no other work, and goes on when the condition has changed', async () => {
    const model = await modelOfXml(
      definitions(
        processXml(
          'P',
          element('parallelGateway', 'split'),
          element('exclusiveGateway', 'again'),
          element('task', 'check'),
          element('exclusiveGateway', 'enough'),
          element('endEvent', 'end'),
          element('userTask', 'other'),
          'split->again',
          'split->other',
          'again->check',
          'check->enough',
          'enough->again?not(done)',
          'enough->end!',
        ),
      ),
    );
    const { state, events, execute } = opened(model, { done: false });
    const [incident, ...others] = Object.values(state.incidents);
    expect(others).to.deep.equal([]);
    expect(incident).to.include({ code: 'LOOP_WITHOUT_WAIT' });
    for (const id of ['again', 'check', 'enough']) expect(incident!.messageEn).to.include(id);
    expect(count(events, 'elementPassed')).to.be.lessThan(100_000);
    execute({ type: 'setVariables', variables: { done: true } });
    execute({ type: 'resolveIncident', incidentKey: incident!.key });
    expect(Object.keys(state.elements)).to.deep.equal(['other#1']);
    execute({ type: 'completeTask', elementKey: 'other#1' });
    expect(state.status).to.equal('ended');
  });

  it('an inclusive join that a loop without a wait kept from being asked is asked when the loop is resolved, in every scope', async () => {
    const model = await modelOfXml(
      definitions(
        processXml(
          'P',
          element('parallelGateway', 'split'),
          element(
            'subProcess',
            'beside',
            content(
              element('parallelGateway', 'fork'),
              element('task', 'one'),
              element('task', 'two'),
              element('inclusiveGateway', 'join'),
              element('userTask', 'after'),
              'fork->one',
              'fork->two',
              'one->join',
              'two->join',
              'join->after',
            ),
          ),
          element('exclusiveGateway', 'again'),
          element('exclusiveGateway', 'enough'),
          element('userTask', 'other'),
          'split->beside',
          'split->again',
          'again->enough',
          'enough->again?not(done)',
          'enough->other!',
        ),
      ),
    );
    const { state, execute } = opened(model, { done: false });
    const [incident] = Object.values(state.incidents);
    expect(incident).to.include({ code: 'LOOP_WITHOUT_WAIT', scope: '' });
    // both tokens are there, nobody asked
    const inside = Object.values(state.scopes).find(({ containerId }) => containerId === 'beside')!;
    expect(Object.keys(inside.tokens).sort()).to.deep.equal(['one_join', 'two_join']);
    execute({ type: 'setVariables', variables: { done: true } });
    execute({ type: 'resolveIncident', incidentKey: incident!.key });
    expect(
      Object.values(state.elements)
        .map(({ elementId }) => elementId)
        .sort(),
    ).to.deep.equal(['after', 'beside', 'other']);
    expect(state.scopes[inside.key]!.tokens).to.deep.equal({});
  });

  it('refuses a value that would fill every memory once written down', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `t${index}`);
    const steps = ids.map((id) => element('scriptTask', id, '<script>{ a: n, b: n }</script>', 'tthc:resultVariable="n"'));
    const { state } = opened(await chain(steps, ids), { n: 1 });
    const [incident] = Object.values(state.incidents);
    expect(incident!.code).to.equal('EXPRESSION_FAILED');
    expect(JSON.stringify(state).length).to.be.lessThan(5_000_000);
  });

  it('reads a file of five hundred elements, and one of ten thousand', async () => {
    for (const size of [500, 10_000]) {
      const ids = Array.from({ length: size }, (_, index) => `t${index}`);
      expect(
        (
          await chain(
            ids.map((id) => element('userTask', id)),
            ids,
          )
        ).nodes.size,
      ).to.equal(size + 2);
    }
    const { problems } = await readBpmn(nested(5_000, element('task', 'task')));
    expect(problems.map(({ code }) => code)).to.deep.equal(['XML_TOO_DEEP']);
  });

  it('costs the same on a copy: advance and advanceDraft decide alike', async () => {
    const model = await modelOfXml(nested(100, element('userTask', 'task')));
    const { state } = advance(model, initialState, { type: 'startInstance' }, now);
    const copy = advance(model, state, { type: 'completeTask', elementKey: 'task#1' }, now);
    const draft = draftOf(state);
    expect(advanceDraft(model, draft, { type: 'completeTask', elementKey: 'task#1' }, now)).to.deep.equal(copy.events);
    expect(draft).to.deep.equal(copy.state);
  });
});
