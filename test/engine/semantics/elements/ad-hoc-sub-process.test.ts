import { expect } from 'chai';
import { checkSoundness } from '../../../../engine/analysis/check-soundness.ts';
import { readBpmn } from '../../../../engine/model/read-bpmn.ts';
import { enabledCommands } from '../../../../engine/semantics/enabled-commands.ts';
import { content, element, escape } from '../../../support/bpmn.ts';
import { and, boundary, bpmn, catching, end, eventSub, expectEmpty, holds, played, start, user, type Play } from '../support.ts';

interface Options {
  readonly until?: string;
  readonly sequential?: boolean;
  readonly awaits?: boolean;
}

const adHoc = (id: string, { until, sequential = false, awaits = false }: Options, ...parts: string[]) =>
  element(
    'adHocSubProcess',
    id,
    content(...parts) +
      (until === undefined ? '' : `<completionCondition xsi:type="tFormalExpression">${escape(until)}</completionCondition>`),
    `${sequential ? 'ordering="Sequential"' : ''} ${awaits ? 'cancelRemainingInstances="false"' : ''}`,
  );

const around = (...parts: string[]) => bpmn(start('s'), ...parts, user('after'), 's->x', 'x->after');

const activate = (dossier: Play, activity: string) => dossier.send({ type: 'activateActivity', elementKey: dossier.key('x'), activity });

const offered = ({ model, state, now }: Play) =>
  enabledCommands(model, state, now).flatMap((each) => (each.type === 'activateActivity' ? [each.activity] : []));

describe('ad-hoc subprocess', () => {
  it('begins nothing by itself; each activity as often as it is chosen, until the condition holds', async () => {
    const dossier = await played(around(adHoc('x', { until: 'done' }, user('a'), user('b'))), { variables: { done: false } });
    expect(dossier.active()).to.deep.equal([]);
    expect(dossier.incidents()).to.deep.equal([]);
    expect(offered(dossier)).to.deep.equal(['a', 'b']);
    activate(dossier, 'a');
    activate(dossier, 'a');
    activate(dossier, 'b');
    expect(dossier.active()).to.deep.equal(['a', 'a', 'b']);
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['a', 'b']);
    dossier.complete('b', { done: true });
    // what still runs is interrupted
    expect(dossier.active()).to.deep.equal(['after']);
    expect(dossier.events.filter(({ type }) => type === 'elementInterrupted')).to.have.length(1);
    dossier.complete('after');
    expectEmpty(dossier);
  });

  it('awaits what still runs when the model says so, and lets nothing more be chosen', async () => {
    const dossier = await played(around(adHoc('x', { until: 'done', awaits: true }, user('a'), user('b'), 'a->b')), {
      variables: { done: true },
    });
    activate(dossier, 'a');
    activate(dossier, 'a');
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['a']);
    expect(offered(dossier)).to.deep.equal([]);
    dossier.refuses('NOT_APPLICABLE', { type: 'activateActivity', elementKey: dossier.key('x'), activity: 'a' });
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['after']);
    dossier.complete('after');
    expectEmpty(dossier);
  });

  it('awaited work that is interrupted ends it as well', async () => {
    const xml = around(adHoc('x', { until: 'done', awaits: true }, user('a'), boundary('late', 'a', 'message:M1'), user('b'), 'late->b'));
    const dossier = await played(xml, { variables: { done: true } });
    activate(dossier, 'a');
    activate(dossier, 'a');
    dossier.complete('a');
    dossier.send({ type: 'trigger', elementKey: dossier.armed('late') });
    expect(dossier.active()).to.deep.equal(['after']);
  });

  it('in sequence: another one only when the one before has ended', async () => {
    const dossier = await played(around(adHoc('x', { until: 'false', sequential: true }, user('a'), user('b'))));
    activate(dossier, 'b');
    expect(offered(dossier)).to.deep.equal([]);
    dossier.refuses('NOT_APPLICABLE', { type: 'activateActivity', elementKey: dossier.key('x'), activity: 'a' });
    dossier.complete('b');
    expect(offered(dossier)).to.deep.equal(['a', 'b']);
  });

  it('an activity behind a flow can be chosen when its token has come, once for each; gateways go on by themselves', async () => {
    const xml = around(adHoc('x', { until: 'false' }, user('a'), user('b'), and('both'), user('c'), 'a->both', 'b->both', 'both->c'));
    const dossier = await played(xml);
    expect(offered(dossier)).to.deep.equal(['a', 'b']);
    activate(dossier, 'a');
    dossier.complete('a');
    expect(dossier.incidents()).to.deep.equal([]);
    activate(dossier, 'b');
    dossier.complete('b');
    expect(offered(dossier)).to.deep.equal(['a', 'b', 'c']);
    expect(dossier.active()).to.deep.equal([]);
    activate(dossier, 'c');
    expect(offered(dossier)).to.deep.equal(['a', 'b']);
    expect(dossier.active()).to.deep.equal(['c']);
  });

  it('an event without incoming flow waits all the time, again and again', async () => {
    const xml = around(adHoc('x', { until: 'done' }, user('a'), catching('news', 'message:M1'), user('read'), 'news->read'));
    const dossier = await played(xml, { variables: { done: false } });
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(offered(dossier)).to.deep.equal(['a', 'read']);
    activate(dossier, 'read');
    activate(dossier, 'read');
    expect(dossier.active()).to.deep.equal(['news', 'read', 'read']);
    activate(dossier, 'a');
    dossier.complete('a', { done: true });
    expect(dossier.active()).to.deep.equal(['after']);
    expect(dossier.state.subscriptions).to.deep.equal({});
  });

  it('without a condition a person says when it is done, with what came of it', async () => {
    const dossier = await played(around(adHoc('x', {}, user('a'))));
    activate(dossier, 'a');
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal([]);
    dossier.send({ type: 'completeTask', elementKey: dossier.key('x'), by: 'officer', variables: { opinion: 'fine' } });
    expect(dossier.active()).to.deep.equal(['after']);
    expect(dossier.variable('opinion')).to.equal('fine');
    const withCondition = await played(around(adHoc('x', { until: 'false' }, user('a'))));
    withCondition.refuses('NOT_APPLICABLE', { type: 'completeTask', elementKey: withCondition.key('x') });
  });

  it('an interrupting event subprocess takes the place of everything chosen, and its end is the end', async () => {
    const xml = around(
      adHoc('x', { until: 'false' }, user('a'), eventSub('stop', 'message:M1', true, 'why', user('why'), end('e'), 'why->e')),
    );
    const dossier = await played(xml);
    activate(dossier, 'a');
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(dossier.active()).to.deep.equal(['why']);
    expect(offered(dossier)).to.deep.equal([]);
    dossier.complete('why');
    expect(dossier.active()).to.deep.equal(['after']);
  });

  it('a completion condition that is neither true nor false is an incident there, and is asked again', async () => {
    const dossier = await played(around(adHoc('x', { until: 'done' }, user('a'))));
    activate(dossier, 'a');
    dossier.complete('a');
    expect(dossier.incidents().map(({ code, elementKey }) => [code, elementKey])).to.deep.equal([['CONDITION_FAILED', 'x#1']]);
    expect(offered(dossier)).to.deep.equal([]);
    dossier.send({ type: 'setVariables', variables: { done: true } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect(dossier.active()).to.deep.equal(['after']);
  });

  it('ends when the incident of its condition is resolved after an event subprocess has taken its place', async () => {
    const broken = adHoc('x', { until: 'missing > 1' }, user('a'), eventSub('stop', 'message:M1', true, 'stopped', end('stopped')));
    const dossier = await played(around(broken));
    activate(dossier, 'a');
    dossier.complete('a');
    const [incident] = dossier.incidents();
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    dossier.send({ type: 'resolveIncident', incidentKey: incident!.key });
    expect(dossier.active()).to.deep.equal(['after']);
  });

  it('is played by a scenario', async () => {
    await holds(around(adHoc('x', { until: 'done' }, user('a'), user('b'))), {
      given: { variables: { done: false } },
      steps: [{ do: 'start' }, { do: 'activate', at: 'b' }, { do: 'complete', at: 'b', variables: { done: true } }],
      expect: [
        { after: 1, active: ['b'] },
        { after: 2, active: ['after'] },
      ],
    });
  });

  it('refuses start and end events, gateways that nothing leads to, and contents in which nothing can be chosen first', async () => {
    const codes = async (...parts: string[]) =>
      (await readBpmn(around(adHoc('x', {}, ...parts)))).problems.map(({ code, at }) => `${code} ${at}`);
    expect(await codes(user('a'), end('e'), 'a->e')).to.deep.equal(['AD_HOC_CONTENT e']);
    expect(await codes(user('a'), and('g'), user('b'), 'g->b')).to.deep.equal(['AD_HOC_CONTENT g']);
    expect(await codes(user('a'), user('b'), 'a->b', 'b->a')).to.deep.equal(['START_MISSING x']);
  });

  it('is one element to the soundness of what is around it, and decided inside', async () => {
    const outcomeOf = async (...parts: string[]) => {
      const { model } = await readBpmn(around(adHoc('x', { until: 'done' }, ...parts)));
      const { optionToComplete, noDeadActivities } = checkSoundness(model!).processes[0]!;
      return [optionToComplete.outcome, noDeadActivities.outcome];
    };
    expect(await outcomeOf(user('a'), user('b'))).to.deep.equal(['holds', 'holds']);
    expect(await outcomeOf(user('a'), and('g'), user('b'), 'a->g', 'g->b', 'b->g')).to.deep.equal(['holds', 'fails']);
  });
});
