import { expect } from 'chai';
import { soundnessOf } from '../../support/soundness-of.ts';
import { boundary, bpmn, end, start, sub, throwing, user } from '../semantics/support.ts';

const thrownIn = (what: string, ...around: string[]) =>
  bpmn(
    start('s'),
    sub('S', start('t'), user('a'), end('stop', what), 't->a', 'a->stop'),
    user('after'),
    end('e'),
    's->S',
    'S->after',
    'after->e',
    ...around,
  );
const handled = [boundary('failed', 'S', 'error:E1'), user('repair'), end('repaired'), 'failed->repair', 'repair->repaired'];

describe('soundness with events that throw several things', () => {
  it('a message and a signal beside each other pass', async () => {
    const { outcomes } = await soundnessOf(bpmn(start('s'), throwing('t', 'message:M1 | signal:S1'), end('e'), 's->t', 't->e'));
    expect(outcomes).to.equal('+++++');
  });

  it('an error among them goes to its handler, and what follows is never reached', async () => {
    const { outcomes, process } = await soundnessOf(thrownIn('signal:S1 | error:E1', ...handled));
    expect(outcomes).to.equal('++-++');
    expect(process.noDeadActivities).to.deep.include({ elements: ['after'] });
  });

  it('an error among them that nobody handles stops everything', async () => {
    const { outcomes, evidence } = await soundnessOf(thrownIn('signal:S1 | error:E1'));
    expect(outcomes).to.equal('-+-++');
    expect(evidence[0]!.stateAtEnd).to.deep.equal({ S: 1, a_stop: 1 });
  });

  it('a termination among them ends its scope, and the escalation beside it is still heard outside', async () => {
    const { outcomes } = await soundnessOf(
      thrownIn('terminate | escalation:X1', boundary('heard', 'S', 'escalation:X1', false), user('look'), 'heard->look'),
    );
    expect(outcomes).to.equal('+++++');
  });

  it('two errors or escalations at once are not decided, by name', async () => {
    const { reasons, process } = await soundnessOf(thrownIn('escalation:X1 | error:E1', ...handled));
    expect(reasons).to.deep.equal(['SEVERAL_THROWS']);
    expect(process.optionToComplete.outcome === 'notDecided' && process.optionToComplete.reason.messageEn).to.include('"stop"');
  });
});
