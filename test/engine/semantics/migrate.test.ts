/** Moving a dossier to another version: everything keeps its place, or nothing happens; the history replays across the change. */
import { expect } from 'chai';
import type { ProcessModel } from '../../../engine/model/types.ts';
import { advance } from '../../../engine/semantics/advance.ts';
import { replay } from '../../../engine/semantics/apply.ts';
import type { Command } from '../../../engine/semantics/commands.ts';
import { CommandRejected } from '../../../engine/semantics/errors.ts';
import { explainMigration } from '../../../engine/semantics/migration/explain-migration.ts';
import { idsOfPlan, planMigration } from '../../../engine/semantics/migration/plan-migration.ts';
import { initialState } from '../../../engine/semantics/state.ts';
import { element, modelOfXml } from '../../support/bpmn.ts';
import { and, boundary, bpmn, catching, end, eventSub, offices, or, played, procedure, start, sub, user, type Play } from './support.ts';

const named = (id: string, name: string) => user(id, '', `name="${name}"`);

/** Moves by the plan that is proposed, with what is given instead; everything that happened is replayed. */
function moved(dossier: Play, to: ProcessModel, given: Record<string, string | null> = {}): Play {
  const command: Command = {
    type: 'migrate',
    to: '2',
    plan: { ...idsOfPlan(planMigration(dossier.model, to)), ...given },
    reason: 'luật mới',
  };
  const { events, state } = advance(dossier.model, dossier.state, command, dossier.now, {
    organisation: offices,
    migrateTo: { versionId: '2', model: to },
  });
  const history = [...dossier.events, ...events];
  expect(replay(JSON.parse(JSON.stringify(history)) as typeof history, initialState)).to.deep.equal(state);
  return Object.assign(dossier, { state, events: history });
}

function problems(dossier: Play, to: ProcessModel, given: Record<string, string | null> = {}): string[] {
  const before = JSON.stringify(dossier.state);
  try {
    moved(dossier, to, given);
  } catch (error) {
    expect(error).to.be.instanceOf(CommandRejected).with.property('code', 'MIGRATION_REFUSED');
    expect(JSON.stringify(dossier.state)).to.equal(before);
    return ((error as CommandRejected).details as { problems: { code: string; at: string }[] }).problems.map(
      ({ code, at }) => `${code} ${at}`,
    );
  }
  throw new Error('accepted');
}

const step = (dossier: Play, model: ProcessModel, command: Command) => {
  const { state, events } = advance(model, dossier.state, command, dossier.now, { organisation: offices });
  Object.assign(dossier, { state, events: [...dossier.events, ...events] });
};

describe('the plan of a migration', () => {
  it('pairs by id, then by name, then by neighbours, and says how sure it is', async () => {
    const from = await modelOfXml(
      bpmn(start('s'), named('a', 'Thẩm định'), named('b', 'Ký'), named('c', 'Trả'), end('e'), 's->a', 'a->b', 'b->c', 'c->e'),
    );
    const to = await modelOfXml(
      bpmn(
        start('s'),
        named('a2', 'thẩm định '),
        named('b', 'Ký duyệt'),
        named('c2', 'Phát'),
        end('e'),
        's->a2',
        'a2->b',
        'b->c2',
        'c2->e',
      ),
    );
    const plan = planMigration(from, to);
    expect(
      plan.filter(({ kind }) => kind === 'element').map(({ from, to, because, confidence }) => [from, to, because, confidence]),
    ).to.deep.equal([
      ['s', 's', 'id', 1],
      ['a', 'a2', 'name', 0.9],
      ['b', 'b', 'id', 1],
      ['c', 'c2', 'neighbours', 0.6],
      ['e', 'e', 'id', 1],
    ]);
    expect(idsOfPlan(plan)).to.deep.equal({ a: 'a2', c: 'c2', s_a: 's_a2', a_b: 'a2_b', b_c: 'b_c2', c_e: 'c2_e' });
    expect(explainMigration(from, to, plan).map(({ message }) => message)).to.deep.equal([
      '“Thẩm định” (a) thành “thẩm định ” (a2): cùng tên, cùng loại.',
      '“Ký” (b) thành “Ký duyệt” (b).',
      '“Trả” (c) có lẽ thành “Phát” (c2): cùng loại, nằm giữa cùng các bước. Hãy xem lại.',
    ]);
  });

  it('pairs nothing of another kind, and nothing that two could be', async () => {
    const from = await modelOfXml(bpmn(start('s'), named('a', 'Ghi'), named('b', 'Ghi'), 's->a', 's->b'));
    const to = await modelOfXml(
      bpmn(start('s'), element('serviceTask', 'a'), named('x', 'Ghi'), named('y', 'Ghi'), 's->a', 's->x', 's->y'),
    );
    expect(planMigration(from, to).flatMap(({ from, because }) => (because === 'none' ? [from] : []))).to.deep.equal([
      'a',
      'b',
      's_a',
      's_b',
    ]);
  });
});

describe('migrate', () => {
  const old = bpmn(
    start('s'),
    and('split'),
    user('a'),
    user('b'),
    and('join'),
    sub('box', user('inner'), boundary('late', 'inner', 'timer:PT5H')),
    's->split',
    'split->a',
    'split->b',
    'a->join',
    'b->join',
    'join->box',
  );

  it('keeps keys, tokens, timers and variables under the ids of the new version, and goes on by it', async () => {
    const to = await modelOfXml(
      bpmn(
        start('s'),
        and('split'),
        user('a'),
        user('b2', '', 'name="B"'),
        and('join2'),
        user('extra'),
        's->split',
        'split->a',
        'split->b2',
        'a->join2',
        'b2->join2',
        'join2->extra',
      ),
    );
    const dossier = await played(old, { variables: { x: 1 } });
    dossier.complete('a');
    moved(dossier, to);
    expect(dossier.state.elements['b#1']).to.include({ key: 'b#1', elementId: 'b2' });
    expect(dossier.state.scopes['P#1']!.tokens).to.have.all.keys('a_join2');
    expect(dossier.events.at(-1)).to.deep.include({ type: 'dossierMigrated', to: '2', reason: 'luật mới' });
    step(dossier, to, { type: 'completeTask', elementKey: 'b#1' });
    expect(Object.keys(dossier.state.elements)).to.deep.equal(['extra#1']);
  });

  it('leaves what is drawn in both as it was planned, arms what is new and disarms what is gone', async () => {
    const from = bpmn(
      start('s'),
      user('a'),
      boundary('kept', 'a', 'timer:PT5H'),
      boundary('fired', 'a', 'timer:PT1H', false),
      boundary('gone', 'a', 'message:M1'),
      boundary('renamed', 'a', 'message:M2'),
      user('n'),
      's->a',
      'fired->n',
    );
    const to = await modelOfXml(
      bpmn(
        start('s'),
        user('a'),
        boundary('kept', 'a', 'timer:PT99H'),
        boundary('fired', 'a', 'timer:PT1H', false),
        boundary('renamed', 'a', 'message:M3'),
        boundary('added', 'a', 'timer:PT2H'),
        user('n'),
        eventSub('ev', 'signal:S1', false, 'inEv', user('inEv')),
        's->a',
        'fired->n',
      ),
    );
    const dossier = await played(from);
    const due = dossier.state.subscriptions['kept#1']!.dueAt;
    dossier.at('2026-03-02T09:00:00+07:00');
    dossier.send({ type: 'fireTimer', elementKey: 'fired#1' });
    moved(dossier, to);
    const armed = Object.values(dossier.state.subscriptions).map(({ elementId, type, name = '', dueAt = '' }) => [
      elementId,
      type,
      name,
      dueAt,
    ]);
    expect(armed.sort()).to.deep.equal([
      ['added', 'timer', '', new Date('2026-03-02T11:00:00+07:00').toISOString()],
      ['ev_start', 'signal', 'S1', ''],
      ['kept', 'timer', '', due],
      ['renamed', 'message', 'M3', ''],
    ]);
  });

  it('lets a join of the new version fire when it can', async () => {
    const from = bpmn(start('s'), and('x'), user('a'), user('b'), or('j'), user('z'), 's->x', 'x->a', 'x->b', 'a->j', 'b->j', 'j->z');
    const to = await modelOfXml(
      bpmn(
        start('s'),
        and('x'),
        user('a'),
        user('b'),
        or('j'),
        user('z'),
        end('e'),
        's->x',
        'x->a',
        'x->b',
        'a->j',
        'b->e',
        'j->z',
        's->j',
      ),
    );
    const dossier = await played(from);
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['b']);
    moved(dossier, to);
    expect(dossier.active()).to.deep.equal(['b', 'z']);
  });

  it('names every element that has no place, and moves nothing', async () => {
    const dossier = await played(old);
    const elsewhere = await modelOfXml(bpmn(start('s'), element('serviceTask', 'a'), sub('c', user('b')), 's->a', 'a->c'));
    expect(problems(dossier, elsewhere, { a: 'a' })).to.deep.equal(['NOT_ALIKE a', 'OTHER_SCOPE b']);
    expect(problems(dossier, elsewhere, { b: null })).to.deep.equal(['GONE a', 'GONE b']);
    dossier.complete('a');
    const parallel = bpmn(start('s'), user('b'), 's->b');
    expect(problems(dossier, await modelOfXml(parallel))).to.deep.equal(['GONE a_join']);
  });

  it('takes nested scopes along, and refuses what it cannot wait for', async () => {
    const dossier = await played(old);
    dossier.complete('a');
    dossier.complete('b');
    const timers = (text: string) =>
      bpmn(
        start('s'),
        sub('box2', user('inner'), boundary('late', 'inner', 'timer:PT5H'), boundary('more', 'inner', `timer:${text}`)),
        's->box2',
      );
    expect(problems(dossier, await modelOfXml(timers('="PT" + x')), { box: 'box2' })).to.deep.equal(['CANNOT_WAIT more']);
    moved(dossier, await modelOfXml(timers('PT1H')), { box: 'box2' });
    expect(dossier.state.scopes['box#1']).to.include({ containerId: 'box2' });
    expect(
      Object.values(dossier.state.subscriptions)
        .map(({ elementId }) => elementId)
        .sort(),
    ).to.deep.equal(['late', 'more']);
  });

  it('keeps the hand-off, the holder, the budget and the clock of an open step, and its budget over visits', async () => {
    const drawn = (id: string, unit: string, hours: number) =>
      procedure(
        '',
        '<tthc:deadline kind="published" value="5" unit="workingDay"/>',
        start('s'),
        user('a', '', 'tthc:unit="maps"'),
        user(id, '', `name="Thuế" tthc:unit="${unit}" tthc:budget="${hours}" tthc:budgetUnit="workingHour"`),
        's->a',
        `a->${id}`,
        `${id}->a`,
      );
    const dossier = await played(drawn('b', 'tax', 6), {}, { organisation: offices });
    dossier.complete('a');
    dossier.send({ type: 'claimTask', elementKey: 'b#1', by: 'lan' });
    dossier.at('2026-03-02T10:00:00+07:00');
    dossier.complete('b');
    dossier.complete('a');
    const { clock, handOffs } = dossier.state;
    const before = dossier.state.elements['b#2']!.step;
    const to = await modelOfXml(drawn('b9', 'titles', 2));
    moved(dossier, to);
    expect(dossier.state.elements['b#2']).to.deep.include({ elementId: 'b9', step: before });
    expect([dossier.state.clock, dossier.state.handOffs]).to.deep.equal([clock, handOffs]);
    expect(dossier.state.visits).to.deep.include({ b9: 'b#1' });
    expect(dossier.state.steps['b#1']).to.include({ elementId: 'b' });
  });

  it('takes an incident along with what it tries again', async () => {
    const drawn = (id: string, condition: string) =>
      bpmn(start('s'), user('a'), element('exclusiveGateway', id), user('z'), 's->a', `a->${id}`, `${id}->z?${condition}`);
    const dossier = await played(drawn('x', 'missing = 1'));
    dossier.complete('a');
    const to = await modelOfXml(drawn('y', 'true'));
    moved(dossier, to, { x: 'y', a_x: 'a_y' });
    const [incident] = dossier.incidents();
    step(dossier, to, { type: 'resolveIncident', incidentKey: incident!.key });
    expect(Object.keys(dossier.state.elements)).to.deep.equal(['z#1']);
  });

  it('case 60: moves no token of a suspended dossier; what could move moves when it goes on', async () => {
    const from = bpmn(
      start('s'),
      and('x'),
      user('a'),
      catching('t', 'timer:PT5H'),
      or('j'),
      user('z'),
      's->x',
      'x->a',
      'x->t',
      'a->j',
      't->j',
      'j->z',
    );
    const to = await modelOfXml(
      bpmn(
        start('s'),
        and('x'),
        user('a'),
        catching('t', 'timer:PT5H'),
        or('j'),
        user('z'),
        's->x',
        'x->a',
        'x->t',
        'a->j',
        's->j',
        'j->z',
      ),
    );
    const dossier = await played(from);
    dossier.complete('a');
    dossier.send({ type: 'suspend' });
    moved(dossier, to);
    expect(dossier.active()).to.deep.equal(['t']);
    step(dossier, to, { type: 'resume' });
    expect(dossier.active()).to.deep.equal(['t', 'z']);
  });
});
