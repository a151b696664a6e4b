/** Who holds a step and from when to when (ADR 0010), its budget and what remains of it in the record. */
import { expect } from 'chai';
import { element } from '../../support/bpmn.ts';
import { bpmn, end, offices, played, procedure, start, user, xor, multiInstance } from './support.ts';

const environment = { organisation: offices };
const step = 'tthc:unit="maps" tthc:budget="1" tthc:budgetUnit="workingDay"';
const xml = bpmn(start('s'), user('a', '', step), end('e'), 's->a', 'a->e');
const [eight, nine, ten, eleven] = [1, 2, 3, 4].map((hour) => `2026-03-02T0${hour}:00:00.000Z`) as [string, string, string, string];

describe('steps', () => {
  it('every change of holder closes a row and opens another', async () => {
    const dossier = await played(xml, {}, environment);
    dossier.send({ type: 'claimTask', elementKey: 'a#1', by: 'an' });
    dossier.at('2026-03-02T09:00:00+07:00');
    dossier.send({ type: 'reassignTask', elementKey: 'a#1', to: 'binh' });
    dossier.at('2026-03-02T10:00:00+07:00');
    dossier.send({ type: 'releaseTask', elementKey: 'a#1' });
    expect(dossier.state.elements['a#1']!.step).to.not.have.property('holder');
    dossier.at('2026-03-02T11:00:00+07:00');
    dossier.send({ type: 'claimTask', elementKey: 'a#1', by: 'chi' });
    dossier.complete('a', {}, 'chi');
    expect(dossier.state.steps['a#1']!.holdings).to.deep.equal([
      { holder: 'an', from: eight, to: nine },
      { holder: 'binh', from: nine, to: ten },
      { holder: 'chi', from: eleven, to: eleven },
    ]);
    expect(dossier.state.steps['a#1']).to.deep.include({
      holder: 'chi',
      unit: 'maps',
      department: 'land',
      arrivedAt: eight,
      leftAt: eleven,
      outcome: 'completed',
    });
  });

  it('claiming again what one holds changes nothing of the rows', async () => {
    const dossier = await played(xml, {}, environment);
    dossier.send({ type: 'claimTask', elementKey: 'a#1', by: 'an' });
    dossier.at('2026-03-02T09:00:00+07:00');
    dossier.send({ type: 'claimTask', elementKey: 'a#1', by: 'an' });
    expect(dossier.state.elements['a#1']!.step!.holdings).to.deep.equal([{ holder: 'an', from: eight }]);
  });

  it('whoever completes what nobody holds is its holder', async () => {
    const dossier = await played(xml, {}, environment);
    dossier.complete('a', {}, 'an');
    expect(dossier.state.steps['a#1']!.holdings).to.deep.equal([{ holder: 'an', from: eight, to: eight }]);
  });

  it('what nobody holds cannot be released, what another holds not claimed', async () => {
    const dossier = await played(xml, {}, environment);
    dossier.refuses('WRONG_STATUS', { type: 'releaseTask', elementKey: 'a#1' });
    dossier.send({ type: 'reassignTask', elementKey: 'a#1', to: 'an' });
    dossier.refuses('HELD_BY_ANOTHER', { type: 'claimTask', elementKey: 'a#1', by: 'binh' });
  });

  it('a task without unit and budget gets its record when somebody takes it', async () => {
    const dossier = await played(bpmn(start('s'), user('a'), user('b'), 's->a', 's->b'));
    dossier.send({ type: 'claimTask', elementKey: 'a#1', by: 'an' });
    dossier.complete('a');
    dossier.complete('b');
    expect(Object.keys(dossier.state.steps)).to.deep.equal(['a#1']);
  });

  it('each round of a multi-instance task is held by itself; the whole is nobody’s', async () => {
    const dossier = await played(bpmn(start('s'), user('a', multiInstance({ cardinality: '2' }), step), 's->a'), {}, environment);
    dossier.refuses('NOT_APPLICABLE', { type: 'claimTask', elementKey: 'a#1', by: 'an' });
    dossier.send({ type: 'claimTask', elementKey: 'a#2', by: 'an' });
    dossier.send({ type: 'claimTask', elementKey: 'a#3', by: 'binh' });
    dossier.complete('a');
    dossier.complete('a');
    expect(Object.values(dossier.state.steps).map(({ holder }) => holder)).to.deep.equal(['an', 'binh']);
  });

  it('a budget of one working day from 8:00 on Monday is used up at 8:00 on Tuesday', async () => {
    const dossier = await played(xml, {}, environment);
    expect(dossier.state.elements['a#1']!.step!.dueAt).to.equal('2026-03-03T01:00:00.000Z');
  });

  it('a share of the published deadline is a budget in its unit', async () => {
    const shared = procedure(
      '',
      '<tthc:deadline kind="published" value="10" unit="workingDay"/>',
      start('s'),
      user('a', '', 'tthc:unit="maps" tthc:budgetShare="0,2"'),
      's->a',
    );
    const dossier = await played(shared, {}, environment);
    expect(dossier.state.elements['a#1']!.step!.budget).to.deep.equal({ value: 2, unit: 'workingDay' });
  });

  for (const [per, due] of [
    // two hours were used before: six remain from 10:00 on
    ['dossier', '2026-03-03T08:00'],
    ['visit', '2026-03-03T10:00'],
  ] as const)
    it(`a second visit: a budget per ${per}`, async () => {
      const loop = bpmn(
        start('s'),
        xor('again'),
        user('a', '', `${step} tthc:budgetPer="${per}"`),
        xor('ok'),
        end('e'),
        's->again',
        'again->a',
        'a->ok',
        'ok->again?more',
        'ok->e!',
      );
      const dossier = await played(loop, {}, environment);
      dossier.at('2026-03-02T10:00:00+07:00');
      dossier.complete('a', { more: true });
      expect(dossier.state.elements['a#2']!.step!.dueAt).to.equal(new Date(`${due}+07:00`).toISOString());
    });

  it('an interrupted step is recorded as interrupted', async () => {
    const dossier = await played(xml, {}, environment);
    dossier.send({ type: 'cancel' });
    expect(dossier.state.steps['a#1']!.outcome).to.equal('interrupted');
  });

  it('events, gateways and tasks that take no time have no record', async () => {
    const dossier = await played(bpmn(start('s'), element('task', 't', '', step), end('e'), 's->t', 't->e'), {}, environment);
    expect(dossier.state.steps).to.deep.equal({});
  });
});
