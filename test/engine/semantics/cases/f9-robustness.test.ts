/** Cases 66, 67 and 70: robustness of one step. Cases 68 and 69 need the database; the half of 70 that deploys versions too. */
import { expect } from 'chai';
import { plainEnvironment } from '../../../../engine/semantics/advance.ts';
import { element, processXml } from '../../../support/bpmn.ts';
import {
  boundary,
  bpmn,
  call,
  created,
  end,
  expectEmpty,
  file,
  holds,
  monday,
  played,
  script,
  start,
  sub,
  throwing,
  user,
  xor,
  catching,
} from '../support.ts';

describe('F9 robustness of the step', () => {
  it('case 66: a loop without a wait is bounded, ends as an incident that names it, and can be left after a change', async function () {
    this.timeout(20_000);
    const dossier = await played(
      bpmn(
        start('s'),
        xor('again'),
        element('task', 't'),
        xor('more'),
        end('e'),
        's->again',
        'again->t',
        't->more',
        'more->e?stop',
        'more->again!',
      ),
      { variables: { stop: false } },
    );
    const [incident] = dossier.incidents();
    expect(incident!.code).to.equal('LOOP_WITHOUT_WAIT');
    for (const id of ['again', 't', 'more']) expect(incident!.messageEn).to.include(id);
    expect(dossier.state.status).to.equal('active');
    dossier.send({ type: 'setVariables', variables: { stop: true } });
    dossier.send({ type: 'resolveIncident', incidentKey: incident!.key });
    expectEmpty(dossier);
  });

  it('case 66: what the endless command had sent is not lost', async function () {
    this.timeout(20_000);
    const xml = bpmn(
      catching('heard', 'signal:S1'),
      user('after'),
      'heard->after',
      throwing('t', 'signal:S1'),
      xor('again'),
      xor('more'),
      end('e'),
      't->again',
      'again->more',
      'more->e?stop',
      'more->again!',
    );
    const dossier = await played(xml, { variables: { stop: false } });
    expect(dossier.active()).to.deep.equal(['heard']);
    dossier.send({ type: 'setVariables', variables: { stop: true } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect(dossier.active()).to.deep.equal(['after']);
  });

  it('case 67: a straight process of ten thousand steps runs in one command', async function () {
    this.timeout(30_000);
    const ids = Array.from({ length: 10_000 }, (_each, index) => `t${index}`);
    const tasks = ids.map((id) => element('task', id));
    const flows = ids.slice(1).map((id, index) => `${ids[index]}->${id}`);
    const xml = file(
      `<process id="P">${tasks.join('')}${flows
        .map((flow) => flow.split('->'))
        .map(([from, to]) => `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`)
        .join('')}</process>`,
    );
    const dossier = await played(xml);
    expectEmpty(dossier);
    expect(dossier.completed()).to.have.length(10_000);
  });

  it('case 67: a thousand nested subprocesses open, wait, and close without overflowing the stack', async function () {
    this.timeout(30_000);
    let inside = user('a');
    for (let depth = 1000; depth > 0; depth--) inside = sub(`s${depth}`, inside);
    const dossier = await played(bpmn(inside));
    expect(dossier.active()).to.deep.equal(['a']);
    dossier.complete('a', { deep: true });
    expectEmpty(dossier);
    expect(dossier.variable('deep')).to.equal(true);
    const cancelled = await played(bpmn(inside));
    cancelled.send({ type: 'cancel' });
    expectEmpty(cancelled);
  });

  it('case 67: a process that calls itself without a wait ends as an incident, not as a stack overflow', async function () {
    this.timeout(30_000);
    const dossier = await played(file(processXml('P', start('s'), call('c', 'P'), 's->c')), { process: 'P' });
    expect(dossier.incidents().map(({ code }) => code)).to.deep.equal(['LOOP_WITHOUT_WAIT']);
    dossier.send({ type: 'cancel' });
    expectEmpty(dossier);
  });

  it('case 70: a dossier is advanced by the version it is given; another version of the same file does not change it', async () => {
    const first = await played(bpmn(start('s'), user('a'), user('b'), 's->a', 'a->b'));
    const second = await created(bpmn(start('s'), user('a'), user('c'), 's->a', 'a->c'));
    first.complete('a');
    second.send({ type: 'startInstance' });
    second.complete('a');
    expect([first.active(), second.active()]).to.deep.equal([['b'], ['c']]);
  });

  it('the same commands at the same instants give the same bytes', async () => {
    const xml = bpmn(start('s'), user('a'), user('b'), script('c', 'x + 1', 'y'), 's->a', 's->b', 'a->c');
    const run = async () => {
      const dossier = await played(xml, { variables: { x: 1 } });
      dossier.complete('b');
      dossier.complete('a');
      return JSON.stringify([dossier.state, dossier.events]);
    };
    expect(await run()).to.equal(await run());
  });

  it('case 66: what the endless command had still to do elsewhere survives the end of the looping scope', async function () {
    this.timeout(20_000);
    const xml = bpmn(
      start('s'),
      sub(
        'scope',
        xor('again'),
        element('task', 't'),
        xor('more'),
        end('se'),
        'again->t',
        't->more',
        'more->se?false',
        'more->again!',
        start('is'),
        'is->again',
      ),
      boundary('stop', 'scope', 'message:M1'),
      user('stopped'),
      user('beside'),
      's->scope',
      's->beside',
      'stop->stopped',
    );
    const dossier = await played(xml);
    expect(dossier.incidents().map(({ code }) => code)).to.deep.equal(['LOOP_WITHOUT_WAIT']);
    expect(dossier.active()).to.deep.equal([]);
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(dossier.active()).to.deep.equal(['stopped']);
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect(dossier.active()).to.deep.equal(['beside', 'stopped']);
  });

  it('case 66: a loop through timers that are due at once is bounded as well; a timer that waits, or anything else that happens, begins anew', async () => {
    const loop = (time: string) =>
      bpmn(
        start('s'),
        user('a'),
        xor('again'),
        catching('t', time),
        user('beside'),
        's->beside',
        's->a',
        'a->again',
        'again->t',
        't->again',
      );
    const environment = { ...plainEnvironment, mostMoves: 20 };
    const turned = async (time: string) => {
      const dossier = await played(loop(time), {}, environment);
      dossier.complete('a');
      let fired = 0;
      for (; fired < 100 && dossier.incidents().length === 0; fired++) {
        dossier.now = new Date(Date.parse(monday) + (fired + 1) * 3_600_000);
        dossier.send({ type: 'fireTimer', elementKey: dossier.armed('t') });
      }
      return { dossier, fired };
    };
    for (const time of ['timer:PT0S', 'date:2020-01-01T00:00:00Z']) {
      const { dossier, fired } = await turned(time);
      // the last of them does not fire any more
      expect(fired).to.equal(21);
      const [incident] = dossier.incidents();
      expect(incident).to.include({ code: 'LOOP_WITHOUT_WAIT', elementId: 't' });
      dossier.refuses('WRONG_STATUS', { type: 'fireTimer', elementKey: dossier.armed('t') });
      expect(dossier.active()).to.include('beside');
      dossier.send({ type: 'resolveIncident', incidentKey: incident!.key });
      dossier.send({ type: 'fireTimer', elementKey: dossier.armed('t') });
      expect(dossier.incidents()).to.deep.equal([]);
    }
    const { fired } = await turned('timer:PT1H');
    expect(fired).to.equal(100);
  });

  it('scenarios: a loop through timers of zero or through automatic tasks is a failure, not a hang', async function () {
    this.timeout(60_000);
    const zero = bpmn(start('s'), xor('again'), catching('t', 'timer:PT0S'), 's->again', 'again->t', 't->again');
    await holds(zero, { steps: [{ do: 'start' }], expect: [{ after: 0, refused: true, code: 'NOT_APPLICABLE' }] });
    const tasks = bpmn(start('s'), xor('again'), user('a'), 's->again', 'again->a', 'a->again');
    await holds(tasks, { given: { auto: true }, steps: [{ do: 'start' }], expect: [{ after: 0, refused: true, code: 'NOT_APPLICABLE' }] });
  });
});
