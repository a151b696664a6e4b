import { expect } from 'chai';
import { content, element } from '../../support/bpmn.ts';
import { soundnessOf } from '../../support/soundness-of.ts';
import { and, boundary, bpmn, catching, end, start, sub, user, xor } from '../semantics/support.ts';

interface Options {
  readonly until?: string;
  readonly sequential?: boolean;
  readonly awaits?: boolean;
}

const adHoc = ({ until, sequential = false, awaits = false }: Options, ...parts: string[]) =>
  element(
    'adHocSubProcess',
    'x',
    content(...parts) + (until === undefined ? '' : `<completionCondition xsi:type="tFormalExpression">${until}</completionCondition>`),
    `${sequential ? 'ordering="Sequential"' : ''} ${awaits ? 'cancelRemainingInstances="false"' : ''}`,
  );
const around = (...inside: string[]) => bpmn(start('s'), ...inside, user('after'), end('e'), 's->x', 'x->after', 'after->e');
/** A subprocess that gets stuck when it begins. */
const stuck = sub('S', start('t'), xor('f'), user('u'), user('v'), and('j'), 't->f', 'f->u', 'f->v', 'u->j', 'v->j');
const every: readonly Options[] = [
  {},
  { until: 'done' },
  { until: 'done', awaits: true },
  { sequential: true },
  { until: 'done', sequential: true },
];

describe('soundness of ad-hoc subprocesses', () => {
  it('holds of free activities, of those behind each other, and of joins that some choice never fills', async () => {
    for (const options of every) {
      expect((await soundnessOf(around(adHoc(options, user('a'), user('b'))))).outcomes).to.equal('+++++');
      expect((await soundnessOf(around(adHoc(options, user('a'), user('b'), 'a->b')))).outcomes).to.equal('+++++');
      const joined = adHoc(options, user('a'), user('b'), and('g'), user('c'), 'a->g', 'b->g', 'g->c');
      expect((await soundnessOf(around(joined))).outcomes, JSON.stringify(options)).to.equal('+++++');
      expect((await soundnessOf(around(adHoc(options, user('a'), catching('n', 'message:M1'), user('b'), 'n->b')))).outcomes).to.equal(
        '+++++',
      );
    }
  });

  it('an activity behind a join that one of its flows never reaches is dead', async () => {
    const { outcomes, process } = await soundnessOf(
      around(
        adHoc(
          { until: 'done' },
          user('a'),
          xor('g'),
          and('j'),
          user('c'),
          'a->g',
          'g->j[one]',
          'j->c',
          user('d'),
          user('q'),
          'q->d',
          'c->j[two]',
        ),
      ),
    );
    expect(outcomes).to.equal('++-++');
    expect(process.noDeadActivities).to.deep.include({ elements: ['c'] });
  });

  it('what gets stuck inside an activity is found, with the way that leads to it', async () => {
    for (const options of every) {
      const { outcomes, evidence } = await soundnessOf(around(adHoc(options, user('a'), stuck)));
      expect(outcomes[0], JSON.stringify(options)).to.equal('-');
      expect(evidence[0]).to.deep.include({ code: 'XOR_SPLIT_AND_JOIN', culprits: ['j', 'f'] });
    }
  });

  it('one whose condition is asked by no activity that ends cannot complete; one that a person ends can', async () => {
    const left = [user('a'), boundary('late', 'S', 'timer:PT1H')];
    const never = (options: Options) =>
      soundnessOf(around(adHoc(options, stuck.replaceAll('exclusiveGateway', 'inclusiveGateway'), ...left.slice(0, 1))));
    expect((await never({ until: 'done' })).outcomes[0]).to.equal('-');
    const always = await soundnessOf(
      around(
        adHoc(
          { until: 'done', awaits: true },
          user('a'),
          element('subProcess', 'S', content(start('t'), user('u'), xor('m'), 't->m', 'm->u', 'u->m')),
        ),
      ),
    );
    expect(always.outcomes[0]).to.equal('-');
  });

  it('what stands behind it is led up to through it', async () => {
    const wrong = bpmn(
      start('s'),
      adHoc({ until: 'done' }, user('a'), user('b'), 'a->b'),
      xor('f'),
      user('u'),
      user('v'),
      and('j'),
      end('e'),
      's->x',
      'x->f',
      'f->u',
      'f->v',
      'u->j',
      'v->j',
      'j->e',
    );
    const { outcomes, evidence } = await soundnessOf(wrong);
    expect(outcomes).to.equal('-++++');
    expect(evidence[0]!.scenario.map(({ act, elementId, closes }) => `${act} ${elementId}${closes ? '!' : ''}`).slice(0, 6)).to.deep.equal([
      'start s',
      'pass x',
      'start a',
      'pass a',
      'complete a!',
      'complete x',
    ]);
  });
});
