/** Throws of which a net does not show what they do: never called sound. */
import { expect } from 'chai';
import { content, element, processXml } from '../../support/bpmn.ts';
import { soundnessOf } from '../../support/soundness-of.ts';
import { and, boundary, bpmn, call, end, event, eventSub, file, start, sub, user, xor } from '../semantics/support.ts';

/** Behind it one of two ways leads to a join that waits for both. */
const stuck = (from: string, id = '') => [
  xor(`x${id}`),
  and(`j${id}`),
  end(`z${id}`),
  `${from}->x${id}`,
  `x${id}->j${id}`,
  element('task', `w${id}`, ''),
  `x${id}->w${id}`,
  `w${id}->j${id}`,
  `j${id}->z${id}`,
];
const rounds = (behavior: string, event: string) =>
  `<multiInstanceLoopCharacteristics ${behavior}><loopCardinality xsi:type="tFormalExpression">3</loopCardinality></multiInstanceLoopCharacteristics>${event}`;

describe('soundness with throws that the net does not follow', () => {
  it('an error that an event subprocess throws outward reaches its handler', async () => {
    const { outcomes } = await soundnessOf(
      bpmn(
        start('s'),
        sub('o', start('os'), user('a'), end('oe'), 'os->a', 'a->oe', eventSub('es', 'message:M1', false, 'ee', end('ee', 'error:E1'))),
        end('e'),
        's->o',
        'o->e',
        boundary('b', 'o', 'error:E1'),
        ...stuck('b'),
      ),
    );
    expect(outcomes[0]).to.not.equal('+');
    expect(outcomes[2]).to.equal('+');
  });

  it('one that catches an error and throws another, too; what is behind its handler is not dead', async () => {
    const { outcomes } = await soundnessOf(
      bpmn(
        start('s'),
        sub(
          'o',
          start('os'),
          user('a'),
          end('oe', 'error:E1'),
          'os->a',
          'a->oe',
          eventSub('es', 'error:E1', true, 'ee', end('ee', 'error:E2')),
        ),
        end('e'),
        's->o',
        'o->e',
        boundary('b', 'o', 'error:E2'),
        user('k'),
        'b->k',
        ...stuck('k'),
      ),
    );
    expect(outcomes[0]).to.not.equal('+');
    expect(outcomes[2]).to.equal('+');
  });

  it('an escalation alone does not fire an event that waits for a message, too', async () => {
    const { outcomes, reasons } = await soundnessOf(
      bpmn(
        start('s'),
        sub('o', start('os'), end('oe', 'escalation:X1'), 'os->oe'),
        's->o',
        event('boundaryEvent', 'b', 'escalation:X1 | message:M1', 'attachedToRef="o" parallelMultiple="true"'),
        end('e'),
        'b->e',
        ...stuck('o'),
      ),
    );
    expect([outcomes, reasons]).to.deep.equal(['?????', ['PARALLEL_THROWS']]);
  });

  it('nor the start of an event subprocess', async () => {
    const { outcomes, reasons } = await soundnessOf(
      bpmn(
        start('s'),
        sub(
          'o',
          start('os'),
          user('a'),
          end('oe', 'escalation:X1'),
          'os->a',
          'a->oe',
          eventSub('es', 'all escalation:X1 | escalation:X2', true, 'b', user('b')),
        ),
        end('e'),
        's->o',
        'o->e',
      ),
    );
    expect([outcomes, reasons]).to.deep.equal(['?????', ['PARALLEL_THROWS']]);
  });

  it('what the rounds of an activity throw that does not wait is not overlooked', async () => {
    const { outcomes, reasons } = await soundnessOf(
      file(
        '<escalationEventDefinition id="first" escalationRef="X1"/>',
        processXml(
          'P',
          start('s'),
          and('f'),
          element('task', 'a', rounds('behavior="One" oneBehaviorEventRef="first"', '')),
          user('u'),
          and('j'),
          end('e'),
          's->f',
          'f->a',
          'f->u',
          'a->j',
          'u->j',
          'j->e',
          boundary('b', 'a', 'escalation:X1'),
          end('e2'),
          'b->e2',
        ),
      ),
    );
    expect([outcomes, reasons]).to.deep.equal(['?????', ['ROUND_EVENTS']]);
  });

  it('nor an error of each round, which never leaves the way behind the activity open', async () => {
    const { process, reasons } = await soundnessOf(
      file(
        '<errorEventDefinition id="each" errorRef="E1"/>',
        processXml(
          'P',
          start('s'),
          user('a', rounds('behavior="None" noneBehaviorEventRef="each"', '')),
          user('after'),
          end('e'),
          's->a',
          'a->after',
          'after->e',
          boundary('b', 'a', 'error:E1'),
          end('e2'),
          'b->e2',
        ),
      ),
    );
    expect([process.noDeadActivities.outcome, reasons]).to.deep.equal(['notDecided', ['ROUND_EVENTS']]);
  });

  it('an error that only one of two callers handles is not said to be handled', async () => {
    const called = processXml('R', start('rs'), xor('rx'), end('ok'), end('bad', 'error:E1'), 'rs->rx', 'rx->ok', 'rx->bad');
    const caller = (...more: string[]) =>
      processXml(
        'P',
        content(
          start('s'),
          xor('x'),
          call('c1', 'R'),
          call('c2', 'R'),
          end('e1'),
          end('e2'),
          end('e3'),
          's->x',
          'x->c1',
          'x->c2',
          'c1->e1',
          'c2->e2',
        ),
        boundary('b', 'c1', 'error:E1'),
        'b->e3',
        ...more,
      );
    const { outcomes, reasons } = await soundnessOf(file(caller(), called));
    expect([outcomes, reasons]).to.deep.equal(['?????', ['UNLIKE_CALLERS']]);
    const both = await soundnessOf(file(caller(boundary('b2', 'c2', 'error:E1'), end('e4'), 'b2->e4'), called));
    expect(both.outcomes).to.equal('+++++');
  });
});
