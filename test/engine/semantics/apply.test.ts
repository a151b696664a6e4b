/** Replaying the history gives the state, in one go, in pieces, and through JSON whose keys were re-ordered. */
import { expect } from 'chai';
import { replay } from '../../../engine/semantics/apply.ts';
import type { Event } from '../../../engine/semantics/events.ts';
import { initialState, type State } from '../../../engine/semantics/state.ts';
import {
  and,
  boundary,
  bpmn,
  eventSub,
  expectEmpty,
  multiInstance,
  or,
  played,
  procedure,
  start,
  sub,
  user,
  type Play,
} from './support.ts';

/** As jsonb gives it back: keys by length, then by text. */
function reordered<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(reordered) as T;
  const entries = Object.entries(value).map(([key, each]) => [key, reordered(each)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))) as T;
}

/** Every record with its keys the other way round. */
function backwards<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(backwards) as T;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, backwards(each)]),
  ) as T;
}

const stored = (state: State) => reordered(JSON.parse(JSON.stringify(state)) as State);

async function dossierOfEverything(restart: (state: State) => State): Promise<Play> {
  const dossier = await played(
    procedure(
      '',
      '<tthc:deadline kind="published" value="5" unit="workingDay"/>',
      start('s'),
      and('split'),
      user('a', '', 'tthc:unit="maps" tthc:budget="1" tthc:budgetUnit="workingDay"'),
      user('b', '', 'tthc:unit="tax"'),
      sub('scope', multiInstance({ cardinality: '2' }), user('inner')),
      boundary('more', 'scope', 'message:M1', false),
      user('extra', '', 'tthc:unit="centre"'),
      or('join'),
      user('last', '', 'tthc:unit="centre"'),
      's->split',
      'split->a',
      'split->b',
      'split->scope',
      'more->extra',
      'a->join',
      'b->join',
      'scope->join',
      'extra->join',
      'join->last',
      eventSub('ask', 'message:M2', false, 'note', user('note')),
    ),
  );
  const step = (act: () => void) => {
    dossier.state = restart(dossier.state);
    act();
  };
  step(() => dossier.send({ type: 'deliverMessage', name: 'M1' }));
  step(() => dossier.send({ type: 'deliverMessage', name: 'M2' }));
  step(() => dossier.send({ type: 'requestSupplement' }));
  step(() => dossier.send({ type: 'receiveSupplement' }));
  for (const id of ['inner', 'a', 'note', 'extra', 'inner', 'b', 'last']) step(() => dossier.complete(id, { by: id }, 'an'));
  return dossier;
}

describe('apply', () => {
  it('the whole history gives the state', async () => {
    const dossier = await dossierOfEverything((state) => state);
    expectEmpty(dossier);
    expect(replay(dossier.events, initialState)).to.deep.equal(dossier.state);
    expect(replay(JSON.parse(JSON.stringify(dossier.events)) as Event[], initialState)).to.deep.equal(dossier.state);
  });

  it('a dossier restarted after every command, from a state whose keys were re-ordered, comes to the same events and state', async () => {
    const straight = await dossierOfEverything((state) => state);
    const restarted = await dossierOfEverything(stored);
    expect(restarted.events).to.deep.equal(straight.events);
    expect(restarted.state).to.deep.equal(straight.state);
  });

  it('a state holds nothing that JSON would lose', async () => {
    const dossier = await dossierOfEverything((state) => {
      expect(JSON.parse(JSON.stringify(state))).to.deep.equal(state);
      return state;
    });
    expectEmpty(dossier);
  });

  it('an interruption is told in the same order, whatever the order of keys in the state', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', user('a'), user('b'), user('c')),
      boundary('x', 'scope', 'message:M1'),
      user('after'),
      's->scope',
      'x->after',
    );
    const run = async (restart: (state: State) => State) => {
      const dossier = await played(xml);
      dossier.state = restart(dossier.state);
      dossier.send({ type: 'deliverMessage', name: 'M1' });
      return dossier.events;
    };
    expect(await run(backwards)).to.deep.equal(await run((state) => state));
    const straight = await dossierOfEverything((state) => state);
    expect((await dossierOfEverything(backwards)).events).to.deep.equal(straight.events);
  });
});
