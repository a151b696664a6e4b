/** What is offered to be moved, and where to: `modify` takes all of it. */
import { expect } from 'chai';
import { defaultOrganisation } from '../../../engine/deadlines/organisation.ts';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import { advance } from '../../../engine/semantics/advance.ts';
import type { ModifyInstruction } from '../../../engine/semantics/commands.ts';
import { CommandRejected } from '../../../engine/semantics/errors.ts';
import { modificationPlaces } from '../../../engine/semantics/modification-places.ts';
import type { Environment } from '../../../engine/semantics/run.ts';
import { initialState, type State } from '../../../engine/semantics/state.ts';
import { askInstead } from '../../support/ask-instead.ts';
import { randomModel, randomOf } from '../../support/random-model.ts';
import { randomStep } from '../../support/random-run.ts';
import { and, boundary, bpmn, end, eventSub, multiInstance, played, start, sub, user, type Play } from './support.ts';

/** A loop without a wait is found soon. */
const environment: Environment = { organisation: defaultOrganisation, mostMoves: 150 };

/** Each place alone, as an instruction; those that are refused for what they name. */
function refused({ model, state, now }: Pick<Play, 'model' | 'state' | 'now'>): string[] {
  const { from, to } = modificationPlaces(model, state);
  const each: ModifyInstruction[] = [
    ...from.map((place) => ({ do: 'remove', from: place.from }) as const),
    ...to.map((place) => ({ do: 'add', to: place.to }) as const),
  ];
  return each.flatMap((instruction) => {
    try {
      advance(model, state, { type: 'modify', instructions: [instruction] }, now, environment);
      return [];
    } catch (error) {
      if (!(error instanceof CommandRejected)) throw error;
      const { problems } = error.details as { problems: { code: string; at: string }[] };
      // that nothing would be left is for the whole of the instructions to say
      return problems.filter(({ code }) => code !== 'SCOPE_EMPTY').map(({ code, at }) => `${code} ${at}`);
    }
  });
}

describe('the places of a modification', () => {
  it('are what is under way and waits, and every element that a flow leads to where its container runs', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        and('split'),
        user('a'),
        sub('box', start('inner'), user('b'), end('done'), 'inner->b', 'b->done'),
        and('join'),
        end('e'),
        's->split',
        'split->a',
        'split->box',
        'a->join',
        'box->join',
        'join->e',
      ),
    );
    dossier.send({ type: 'completeTask', elementKey: 'a#1' });
    const { from, to } = modificationPlaces(dossier.model, dossier.state);
    expect(from.map(({ from: place }) => place)).to.deep.equal([
      { elementKey: 'b#1' },
      { elementKey: 'box#1' },
      { flow: 'a_join', scope: 'P#1' },
    ]);
    expect(to.map(({ to: place, within }) => [place, within])).to.deep.equal([
      [{ before: 's' }, undefined],
      [{ before: 'split' }, undefined],
      [{ before: 'a' }, undefined],
      [{ before: 'box' }, undefined],
      [{ onto: 'a_join' }, undefined],
      [{ onto: 'box_join' }, undefined],
      [{ before: 'e' }, undefined],
      [{ before: 'inner' }, 'box'],
      [{ before: 'b' }, 'box'],
      [{ before: 'done' }, 'box'],
    ]);
    expect(refused(dossier)).to.deep.equal([]);
  });

  it('leave out single rounds and what begins by its trigger, and name the scope where several run', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        sub('box', start('inner'), user('b'), 'inner->b', multiInstance({ cardinality: '3' })),
        boundary('late', 'box', 'timer:PT1H', true),
        eventSub('extra', 'signal:S1', false, 'c', user('c')),
        user('a'),
        's->box',
        'box->a',
      ),
    );
    const { from, to } = modificationPlaces(dossier.model, dossier.state);
    const rounds = Object.keys(dossier.state.elements).filter((key) => dossier.state.elements[key]!.roundOf !== undefined);
    expect(rounds).to.have.length(3);
    expect(from.map(({ elementId }) => elementId)).to.deep.equal(['b', 'b', 'b', 'box']);
    expect(to.filter(({ elementId }) => elementId === 'b').map(({ scope }) => scope)).to.deep.equal(rounds);
    expect(to.map(({ elementId }) => elementId)).not.to.include.members(['late', 'extra', 'when']);
    expect(refused(dossier)).to.deep.equal([]);
    dossier.send({ type: 'suspend' });
    expect(modificationPlaces(dossier.model, dossier.state)).to.deep.equal({ from: [], to: [] });
  });

  it('are taken, each of them, wherever a random run of a random model stands', async function () {
    this.timeout(120_000);
    let asked = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const { xml, decisions } = askInstead(randomModel(seed, 3 + (seed % 15)));
      const { model } = await readBpmn(xml, undefined, decisions);
      const random = randomOf(seed);
      let state: State = initialState;
      let nowMs = Date.parse('2026-03-02T01:00:00Z');
      for (let step = 0; step < 12 && state.status !== 'ended'; step++) {
        const { command, nowMs: later } = randomStep(random, model!, state, nowMs, environment);
        nowMs = later;
        try {
          state = advance(model!, state, command, new Date(nowMs), environment).state;
        } catch (error) {
          if (!(error instanceof CommandRejected)) throw error;
        }
        expect(refused({ model: model!, state, now: new Date(nowMs) }), `seed ${seed}, step ${step}`).to.deep.equal([]);
        asked += modificationPlaces(model!, state).to.length;
      }
    }
    expect(asked).to.be.greaterThan(1_000);
  });
});
