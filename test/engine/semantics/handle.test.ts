/** Every refusal has a code and changes nothing; `refuses` compares the state before and after. */
import { expect } from 'chai';
import { advance } from '../../../engine/semantics/advance.ts';
import type { Command } from '../../../engine/semantics/commands.ts';
import { CommandRejected } from '../../../engine/semantics/errors.ts';
import type { Json } from '../../../engine/semantics/expressions.ts';
import { element } from '../../support/bpmn.ts';
import { bpmn, catching, created, end, mappings, offices, played, procedure, script, start, user, xor } from './support.ts';

const xml = bpmn(
  start('s'),
  user('a'),
  element('serviceTask', 'job'),
  catching('m', 'message:M1'),
  catching('t', 'timer:PT1H'),
  xor('stuck'),
  's->a',
  's->job',
  's->m',
  's->t',
  's->stuck',
  'stuck->a?missing',
);
const deadline = '<tthc:deadline kind="published" value="10" unit="workingDay"/>';

describe('commands that are refused', () => {
  it('UNKNOWN_COMMAND: a command that does not exist, also under a name of Object.prototype', async () => {
    const dossier = await played(xml);
    for (const type of ['approve', 'constructor', '__proto__', 'toString'])
      dossier.refuses('UNKNOWN_COMMAND', { type } as unknown as Command);
  });

  it('INVALID_VARIABLES: names that plain JSON objects cannot keep', async () => {
    const dossier = await played(xml);
    const variables = JSON.parse('{"__proto__": 1}') as Record<string, number>;
    dossier.refuses('INVALID_VARIABLES', { type: 'completeTask', elementKey: 'a#1', variables });
    dossier.refuses('INVALID_VARIABLES', { type: 'setVariables', variables: { constructor: 1 } as never });
    (await created(xml)).refuses('INVALID_VARIABLES', { type: 'startInstance', variables });
  });

  it('INVALID_VARIABLES, INVALID_VALUE: values nested deeper than JSON is read and written', async () => {
    const deep = Array.from({ length: 1_000 }).reduce<Json>((inner) => [inner], 1);
    const dossier = await played(xml);
    dossier.refuses('INVALID_VARIABLES', { type: 'completeTask', elementKey: 'a#1', variables: { deep } });
    dossier.refuses('INVALID_VALUE', { type: 'deliverMessage', name: 'M1', correlationKey: deep });
  });

  it('a loop that wraps a value in itself ends in an incident, not in a value without end', async () => {
    const wraps = bpmn(start('s'), xor('again'), script('w', '[v]', 'v'), 's->again', 'again->w', 'w->again');
    const dossier = await played(wraps, { variables: { v: 1 } });
    expect(dossier.incidents().map(({ code, elementId }) => `${code} ${elementId}`)).to.deep.equal(['EXPRESSION_FAILED w']);
  });

  it('INVALID_VALUE: instants in the future, numbers of retries, a return without a reason', async () => {
    (await created(xml)).refuses('INVALID_VALUE', { type: 'startInstance', occurredAt: '2026-03-03T00:00:00Z' });
    (await created(xml)).refuses('INVALID_VALUE', { type: 'startInstance', occurredAt: 'yesterday' });
    const dossier = await played(xml);
    dossier.refuses('INVALID_VALUE', { type: 'failJob', elementKey: 'job#1', retries: -1 });
  });

  it('WRONG_STATUS: before the start, after the end, while suspended, at an incident', async () => {
    const fresh = await created(xml);
    fresh.refuses('WRONG_STATUS', { type: 'completeTask', elementKey: 'a#1' });
    fresh.refuses('WRONG_STATUS', { type: 'cancel' });
    const dossier = await played(xml);
    dossier.refuses('WRONG_STATUS', { type: 'startInstance' });
    dossier.refuses('WRONG_STATUS', { type: 'resume' });
    dossier.send({ type: 'cancel', reason: 'wrong counter' });
    expect(dossier.events.at(-1)).to.deep.include({ type: 'dossierEnded', outcome: 'cancelled', reason: 'wrong counter' });
    for (const command of [
      { type: 'completeTask', elementKey: 'a#1' },
      { type: 'cancel' },
      { type: 'suspend' },
      { type: 'startInstance' },
    ] as const)
      dossier.refuses('WRONG_STATUS', command);
  });

  it('NOT_WAITING: keys that are not there, names of Object.prototype included', async () => {
    const dossier = await played(xml);
    for (const elementKey of ['a#2', 'nobody', '__proto__', 'constructor', '']) {
      dossier.refuses('NOT_WAITING', { type: 'completeTask', elementKey });
      dossier.refuses('NOT_WAITING', { type: 'throwError', elementKey });
      dossier.refuses('NOT_WAITING', { type: 'claimTask', elementKey, by: 'x' });
      dossier.refuses('NOT_WAITING', { type: 'fireTimer', elementKey });
      dossier.refuses('NOT_WAITING', { type: 'trigger', elementKey });
      dossier.refuses('NOT_WAITING', { type: 'acceptHandOff', handOffKey: elementKey });
      dossier.refuses('NOT_WAITING', { type: 'sendAgain', correctionKey: elementKey });
    }
    dossier.refuses('NOT_WAITING', { type: 'setVariables', variables: {}, scope: 'nowhere' });
    dossier.refuses('NOT_WAITING', { type: 'broadcastSignal', name: 'S1' });
    dossier.refuses('NOT_WAITING', { type: 'fireTimer', elementKey: 'm#1' });
  });

  it('NOT_APPLICABLE: a command for another kind of element', async () => {
    const dossier = await played(xml);
    dossier.refuses('NOT_APPLICABLE', { type: 'completeTask', elementKey: 'job#1' });
    dossier.refuses('NOT_APPLICABLE', { type: 'completeTask', elementKey: 'm#1' });
    dossier.refuses('NOT_APPLICABLE', { type: 'throwError', elementKey: 't#1' });
    dossier.refuses('NOT_APPLICABLE', { type: 'releaseTask', elementKey: 'job#1' });
  });

  it('TIMER_NOT_DUE and FLAG_NOT_DUE', async () => {
    const dossier = await played(xml);
    dossier.refuses('TIMER_NOT_DUE', { type: 'fireTimer', elementKey: 't#1' });
    dossier.refuses('FLAG_NOT_DUE', { type: 'raiseFlags' });
  });

  it('NO_INCIDENT: an incident that is not there, or was resolved', async () => {
    const dossier = await played(xml);
    const { key } = dossier.incidents()[0]!;
    dossier.refuses('NO_INCIDENT', { type: 'resolveIncident', incidentKey: 'none' });
    dossier.send({ type: 'setVariables', variables: { missing: true } });
    dossier.send({ type: 'resolveIncident', incidentKey: key });
    dossier.refuses('NO_INCIDENT', { type: 'resolveIncident', incidentKey: key });
  });

  it('HELD_BY_ANOTHER: claiming or completing what somebody else holds', async () => {
    const dossier = await played(xml);
    dossier.send({ type: 'claimTask', elementKey: 'a#1', by: 'an' });
    dossier.refuses('HELD_BY_ANOTHER', { type: 'claimTask', elementKey: 'a#1', by: 'binh' });
    dossier.refuses('HELD_BY_ANOTHER', { type: 'completeTask', elementKey: 'a#1', by: 'binh' });
  });

  it('CLOCK_STATE: deadlines of a procedure that has none, or in the wrong order', async () => {
    const dossier = await played(xml);
    dossier.refuses('CLOCK_STATE', { type: 'requestSupplement' });
    dossier.refuses('CLOCK_STATE', { type: 'receiveSupplement' });
    dossier.refuses('CLOCK_STATE', { type: 'reappoint', to: '2026-04-01', reason: 'storm' });
    const timed = await played(procedure('', deadline, start('s'), user('a'), 's->a'));
    timed.refuses('CLOCK_STATE', { type: 'receiveSupplement' });
    timed.refuses('CLOCK_STATE', { type: 'reappoint', to: '2026-04-01', reason: ' ' });
    timed.refuses('CLOCK_STATE', { type: 'reappoint', to: '2026-03-03', reason: 'earlier' });
    timed.send({ type: 'requestSupplement' });
    timed.refuses('CLOCK_STATE', { type: 'requestSupplement' });
    timed.refuses('NOT_WAITING', { type: 'requestSupplement', elementKey: 'nobody' });
  });

  it('TIME_REVERSED: an instant before the last change of the clock', async () => {
    const dossier = await played(procedure('', deadline, start('s'), user('a'), 's->a'));
    dossier.at('2026-03-02T07:59:59+07:00');
    dossier.refuses('TIME_REVERSED', { type: 'completeTask', elementKey: 'a#1' });
  });

  it('HAND_OFF_STATE: see hand-offs', async () => {
    const dossier = await played(
      bpmn(start('s'), user('a', '', 'tthc:unit="maps"'), user('b', '', 'tthc:unit="tax"'), 's->a', 'a->b'),
      {},
      { organisation: offices },
    );
    dossier.complete('a');
    dossier.send({ type: 'acceptHandOff', handOffKey: 'b#1~1' });
    dossier.refuses('HAND_OFF_STATE', { type: 'acceptHandOff', handOffKey: 'b#1~1' });
  });

  it('a refusal in the middle of a draft that the caller owns leaves the draft as it was', async () => {
    const dossier = await played(xml);
    const frozen = JSON.parse(JSON.stringify(dossier.state)) as typeof dossier.state;
    expect(() => advance(dossier.model, frozen, { type: 'completeJob', elementKey: 'a#1' }, dossier.now)).to.throw(CommandRejected);
    expect(frozen).to.deep.equal(dossier.state);
  });

  it('a state that is frozen all through can be advanced: nothing of it is ever changed', async () => {
    const dossier = await played(bpmn(start('s'), user('a', mappings({ p: '1' })), end('e'), 's->a', 'a->e'));
    const freeze = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      Object.values(value).forEach(freeze);
      Object.freeze(value);
    };
    freeze(dossier.state);
    dossier.send({ type: 'claimTask', elementKey: 'a#1', by: 'an' });
    freeze(dossier.state);
    dossier.complete('a', { x: { y: 1 } });
    expect(dossier.state.status).to.equal('ended');
  });
});
