import { expect } from 'chai';
import { checkSoundness } from '../../../../engine/analysis/check-soundness.ts';
import { readBpmn } from '../../../../engine/model/read-bpmn.ts';
import { element, escape } from '../../../support/bpmn.ts';
import { and, boundary, bpmn, end, expectEmpty, played, start, sub, throwing, user, xor, type Play } from '../support.ts';

const complex = (id: string, activation?: string) =>
  element(
    'complexGateway',
    id,
    activation === undefined ? '' : `<activationCondition xsi:type="tFormalExpression">${escape(activation)}</activationCondition>`,
  );

/** Three branches into one gateway, and what follows it. */
const joined = (activation: string, ...rest: string[]) =>
  bpmn(
    start('s'),
    and('fork'),
    user('a'),
    user('b'),
    user('c'),
    complex('g', activation),
    user('after'),
    's->fork',
    'fork->a',
    'fork->b',
    'fork->c',
    'a->g[fromA]',
    'b->g[fromB]',
    'c->g[fromC]',
    ...(rest.length > 0 ? rest : ['g->after']),
  );

const resets = ({ events }: Play) =>
  events.flatMap((each) => (each.type === 'gatewayReset' ? [[each.elementId, [...each.consumed].sort()]] : []));

describe('complex gateway', () => {
  it('two of three start it once; the third resets it without a token', async () => {
    const dossier = await played(joined('activationCount >= 2'));
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['b', 'c']);
    dossier.complete('b');
    expect(dossier.active()).to.deep.equal(['after', 'c']);
    dossier.complete('c');
    expect(dossier.active()).to.deep.equal(['after']);
    expect(resets(dossier)).to.deep.equal([['g', ['fromC']]]);
    dossier.complete('after');
    expectEmpty(dossier);
  });

  it('counts the tokens of each flow under its id', async () => {
    const dossier = await played(joined('fromA >= 1 and fromB + fromC >= 1'));
    dossier.complete('b');
    dossier.complete('c');
    expect(dossier.active()).to.deep.equal(['a']);
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['after']);
    expect(dossier.state.scopes['P#1']!.awaitingReset).to.equal(undefined);
  });

  it('waits again after its reset: tokens of the next round start it anew', async () => {
    const xml = bpmn(
      start('s'),
      xor('again'),
      and('fork'),
      user('a'),
      user('b'),
      complex('g', 'activationCount >= 1'),
      user('after'),
      xor('loop'),
      end('e'),
      's->again',
      'again->fork',
      'fork->a',
      'fork->b',
      'a->g',
      'b->g',
      'g->after',
      'after->loop',
      'loop->again?more',
      'loop->e!',
    );
    const dossier = await played(xml);
    dossier.complete('a');
    dossier.complete('b');
    dossier.complete('after', { more: true });
    expect(dossier.active()).to.deep.equal(['a', 'b']);
    dossier.complete('b');
    expect(dossier.active()).to.deep.equal(['a', 'after']);
    dossier.complete('after', { more: false });
    dossier.complete('a');
    expectEmpty(dossier);
    expect(dossier.completed().filter((id) => id === 'g')).to.have.length(2);
    expect(resets(dossier)).to.have.length(2);
  });

  it('a token on a flow that already gave one stays for the next start', async () => {
    const xml = bpmn(
      start('s'),
      and('fork'),
      user('a'),
      user('b'),
      user('c'),
      xor('m'),
      complex('g', 'activationCount >= 1'),
      user('after'),
      's->fork',
      'fork->a',
      'fork->b',
      'fork->c',
      'a->m',
      'b->m',
      'm->g',
      'c->g',
      'g->after',
    );
    const dossier = await played(xml);
    dossier.complete('a');
    dossier.complete('b');
    expect(Object.keys(dossier.state.scopes['P#1']!.tokens)).to.deep.equal(['m_g']);
    dossier.complete('c');
    // the reset takes the token of c; that of b starts it again, and nothing is left to wait for
    expect(dossier.active()).to.deep.equal(['after', 'after']);
    expect(resets(dossier)).to.deep.equal([
      ['g', ['c_g']],
      ['g', []],
    ]);
    dossier.complete('after');
    dossier.complete('after');
    expectEmpty(dossier);
  });

  it('resets without an arrival when the other branch has gone elsewhere', async () => {
    const xml = bpmn(
      start('s'),
      and('fork'),
      user('a'),
      user('b'),
      boundary('late', 'b', 'message:M1'),
      user('elsewhere'),
      complex('g', 'activationCount >= 1'),
      user('all'),
      user('first'),
      's->fork',
      'fork->a',
      'fork->b',
      'late->elsewhere',
      'a->g',
      'b->g',
      'g->first?waitingForStart',
      'g->all?not(waitingForStart)',
    );
    const dossier = await played(xml);
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['b', 'first']);
    dossier.send({ type: 'trigger', elementKey: dossier.armed('late') });
    expect(dossier.active()).to.deep.equal(['all', 'elsewhere', 'first']);
    expect(resets(dossier)).to.deep.equal([['g', []]]);
  });

  it('a scope that would end lets it reset first', async () => {
    const inner = sub(
      'x',
      start('xs'),
      and('fork'),
      user('a'),
      user('b'),
      complex('g', 'activationCount >= 1'),
      end('first'),
      user('all'),
      end('gone'),
      'xs->fork',
      'fork->a',
      'fork->b',
      xor('way'),
      'a->g',
      'b->way',
      'way->g?back',
      'way->gone!',
      'g->first?waitingForStart',
      'g->all?not(waitingForStart)',
    );
    const dossier = await played(bpmn(start('s'), inner, user('after'), 's->x', 'x->after'), { variables: { back: false } });
    dossier.complete('a');
    dossier.complete('b');
    expect(dossier.active()).to.deep.equal(['all']);
    dossier.complete('all');
    expect(dossier.active()).to.deep.equal(['after']);
  });

  it('an interrupted scope forgets that it waited', async () => {
    const inner = sub(
      'x',
      start('xs'),
      and('fork'),
      user('a'),
      user('b'),
      user('kill'),
      complex('g', 'activationCount >= 1'),
      end('stop', 'terminate'),
      'xs->fork',
      'fork->a',
      'fork->b',
      'fork->kill',
      'a->g',
      'b->g',
      'kill->stop',
      user('after'),
      'g->after',
    );
    const dossier = await played(bpmn(start('s'), inner, user('done'), 's->x', 'x->done'));
    dossier.complete('a');
    expect(dossier.state.scopes['x#1']!.awaitingReset).to.deep.equal({ g: ['a_g'] });
    dossier.complete('kill');
    expect(dossier.active()).to.deep.equal(['done']);
    expect(resets(dossier)).to.deep.equal([]);
  });

  it('starts when data make its condition hold, from outside of its scope too', async () => {
    const inner = sub('x', start('xs'), user('a'), complex('g', 'go and activationCount >= 1'), user('after'), 'xs->a', 'a->g', 'g->after');
    const dossier = await played(bpmn(start('s'), inner, 's->x'), { variables: { go: false } });
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal([]);
    const [stuck] = dossier.incidents();
    expect(stuck!.code).to.equal('STUCK');
    dossier.send({ type: 'setVariables', variables: { go: true } });
    expect(dossier.active()).to.deep.equal(['after']);
  });

  it('a condition that is neither true nor false stops it once, and is asked again when resolved', async () => {
    const dossier = await played(joined('activationCount >= limit'));
    dossier.complete('a');
    dossier.complete('b');
    expect(dossier.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['CONDITION_FAILED', 'g']]);
    dossier.send({ type: 'setVariables', variables: { limit: 2 } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect(dossier.active()).to.deep.equal(['after', 'c']);
  });

  it('no way out when it starts is an incident that keeps the tokens; none when it resets is nothing', async () => {
    const dossier = await played(joined('activationCount >= 2', 'g->after?ready and waitingForStart'), { variables: { ready: false } });
    dossier.complete('a');
    dossier.complete('b');
    expect(dossier.incidents().map(({ code }) => code)).to.deep.equal(['NO_FLOW']);
    expect(Object.keys(dossier.state.scopes['P#1']!.tokens).sort()).to.deep.equal(['fromA', 'fromB']);
    dossier.send({ type: 'setVariables', variables: { ready: true } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    dossier.complete('c');
    dossier.complete('after');
    expectEmpty(dossier);
  });

  it('only splits where one flow comes in: every true flow, each once', async () => {
    const xml = bpmn(start('s'), complex('g'), user('a'), user('b'), user('c'), 's->g', 'g->a?x > 1', 'g->b?x > 2', 'g->c!');
    expect((await played(xml, { variables: { x: 3 } })).active()).to.deep.equal(['a', 'b']);
    const dossier = await played(xml, { variables: { x: 0 } });
    expect(dossier.active()).to.deep.equal(['c']);
    dossier.complete('c');
    expectEmpty(dossier);
    expect(resets(dossier)).to.deep.equal([]);
  });

  it('needs an activation condition when several flows come in', async () => {
    const xml = bpmn(start('s'), and('f'), complex('g'), throwing('t'), 's->f', 'f->g[f1]', 'f->g[f2]', 'g->t');
    const { model, problems } = await readBpmn(xml);
    expect(model).to.equal(undefined);
    expect(problems.map(({ code, at }) => [code, at])).to.deep.equal([['ACTIVATION_MISSING', 'g']]);
  });

  it('soundness of its container is decided, unless a way out asks for its phase', async () => {
    const outcomeOf = async (xml: string) => checkSoundness((await readBpmn(xml)).model!).processes[0]!.optionToComplete;
    expect((await outcomeOf(joined('activationCount >= 2'))).outcome).to.equal('holds');
    expect((await outcomeOf(joined('activationCount > 9'))).outcome).to.equal('fails');
    expect((await outcomeOf(bpmn(start('s'), complex('g'), user('a'), user('b'), 's->g', 'g->a?x', 'g->b!'))).outcome).to.equal('holds');
    const phased = await outcomeOf(bpmn(start('s'), complex('g'), user('a'), user('b'), 's->g', 'g->a?waitingForStart', 'g->b!'));
    expect(phased.outcome === 'notDecided' && [phased.reason.code, phased.reason.messageEn.includes('"g"')]).to.deep.equal([
      'COMPLEX_GATEWAY',
      true,
    ]);
  });
});
