import { expect } from 'chai';
import { checkSoundness } from '../../../engine/analysis/check-soundness.ts';
import { replayScenario } from '../../../engine/analysis/replay-scenario.ts';
import { modelOfXml } from '../../support/bpmn.ts';
import { and, boundary, bpmn, compensated, end, eventSub, start, sub, throwing, transaction, user, xor } from '../semantics/support.ts';

/** The five outcomes of a process, and why one is not decided. */
async function outcomesOf(...parts: string[]) {
  const model = await modelOfXml(bpmn(...parts));
  const [process] = checkSoundness(model).processes;
  const { optionToComplete, properCompletion, noDeadActivities, safe, bounded } = process!;
  const all = [optionToComplete, properCompletion, noDeadActivities, safe, bounded];
  return {
    model,
    process: process!,
    told: all.map(({ outcome }) => outcome),
    reasons: [...new Set(all.flatMap((one) => (one.outcome === 'notDecided' ? [one.reason.messageEn] : [])))],
  };
}

const sound = ['holds', 'holds', 'holds', 'holds', 'holds'];
const line = (...handler: string[]) => [
  start('s'),
  user('a'),
  throwing('back', 'compensate'),
  end('e'),
  's->a',
  'a->back',
  'back->e',
  ...handler,
];

describe('soundness with compensation', () => {
  it('a handler is not dead, and what it ends by itself is sound', async () => {
    expect((await outcomesOf(...line(compensated('a')))).told).to.deep.equal(sound);
    const inside = sub(
      'undo_a',
      start('us'),
      and('f'),
      user('u'),
      user('v'),
      and('j'),
      end('ue'),
      'us->f',
      'f->u',
      'f->v',
      'u->j',
      'v->j',
      'j->ue',
    );
    expect((await outcomesOf(...line(compensated('a', inside)))).told).to.deep.equal(sound);
  });

  it('a handler that may get stuck, throw or be left by its border is not decided, and named', async () => {
    const stuck = sub('undo_a', start('us'), xor('f'), user('u'), user('v'), and('j'), 'us->f', 'f->u?x', 'f->v!', 'u->j', 'v->j');
    for (const parts of [
      [compensated('a', stuck)],
      [compensated('a'), boundary('late', 'undo_a', 'timer:PT1H'), user('b'), 'late->b'],
      [compensated('a'), eventSub('failed', 'error:E1', true, 'f', user('f'))],
    ]) {
      const { told, reasons } = await outcomesOf(...line(...parts));
      expect(told).to.deep.equal(Array(5).fill('notDecided'));
      expect(reasons).to.deep.equal(['Not decided: "undo_a", which takes back, may lead elsewhere than to its end']);
    }
  });

  it('the event subprocess that takes back is looked at like a handler', async () => {
    const scope = (...inner: string[]) => [
      start('s'),
      sub('scope', start('is'), user('a'), end('ie'), 'is->a', 'a->ie', eventSub('undo', 'compensate', true, 'u', user('u'), ...inner)),
      throwing('back', 'compensate'),
      end('e'),
      's->scope',
      'scope->back',
      'back->e',
    ];
    expect((await outcomesOf(...scope(end('ue'), 'u->ue'))).told).to.deep.equal(sound);
    const { reasons } = await outcomesOf(
      ...scope(user('v'), and('j'), 'u->j', 'v->j', '<startEvent id="x"/>'.replace('startEvent', 'task'), 'x->v'),
    );
    expect(reasons).to.deep.equal(['Not decided: "undo", which takes back, may lead elsewhere than to its end']);
  });

  it('a cancel end event leaves its transaction by the cancel boundary event, from a nested subprocess too', async () => {
    const cancelling = (...after: string[]) => [
      start('s'),
      transaction(
        't',
        start('ts'),
        user('a'),
        sub('inner', start('is'), user('b'), end('stop', 'cancel'), 'is->b', 'b->stop'),
        'ts->a',
        'a->inner',
        compensated('a'),
      ),
      boundary('cancelled', 't', 'cancel'),
      user('repair'),
      's->t',
      'cancelled->repair',
      ...after,
    ];
    const holds = await outcomesOf(...cancelling());
    expect(holds.told, JSON.stringify(holds.process)).to.deep.equal(sound);
    // the join waits for the way on, which a cancelled transaction never takes
    const { model, process } = await outcomesOf(
      ...cancelling(user('beside'), and('j'), end('e'), 's->beside', 'repair->j', 'beside->j', 't->j', 'j->e'),
    );
    const found = process.optionToComplete;
    if (found.outcome !== 'fails') throw new Error(JSON.stringify(found));
    expect(found.scenario.some(({ thrown, elementId }) => thrown?.type === 'cancel' || elementId === 'cancelled')).to.equal(true);
    expect(replayScenario(model, found.scenario).tokens).to.deep.equal(found.stateAtEnd);
  });
});
