/** Soundness of small models whose verdict is known, and of what each kind of mistake looks like; every scenario is played in the engine. */
import { expect } from 'chai';
import { checkSoundness } from '../../../engine/analysis/check-soundness.ts';
import { replayScenario } from '../../../engine/analysis/replay-scenario.ts';
import type { Evidence, ProcessSoundness } from '../../../engine/analysis/soundness-report.ts';
import type { ProcessModel } from '../../../engine/model/types.ts';
import { dataObject, taskData } from '../../support/bpmn-data.ts';
import { definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';

const outcomes = ({ optionToComplete, properCompletion, noDeadActivities, safe, bounded }: ProcessSoundness) =>
  [optionToComplete, properCompletion, noDeadActivities, safe, bounded].map(({ outcome }) => outcome).join(' ');
const sound = 'holds holds holds holds holds';

const simple = (...parts: string[]) => {
  const written = parts.map((part) => {
    const node = /^(\w+):(\w+)$/.exec(part);
    return node ? `<${node[2]} id="${node[1]}"/>` : part;
  });
  return modelOfXml(definitions(processXml('P', ...written)));
};

/** Every piece of evidence, played in the engine to the same tokens. */
function replayAll(model: ProcessModel, process: ProcessSoundness): Evidence[] {
  const found = [process.optionToComplete, process.properCompletion, process.safe, process.bounded].flatMap((each) =>
    each.outcome === 'fails' ? [each] : [],
  );
  for (const { scenario, stateAtEnd } of found) expect(replayScenario(model, scenario).tokens).to.deep.equal(stateAtEnd);
  return found;
}

async function only(...parts: string[]) {
  const model = await simple(...parts);
  const report = checkSoundness(model);
  const [process] = report.processes;
  return { model, report, process: process!, evidence: replayAll(model, process!) };
}

describe('soundness of a model', () => {
  it('holds of what can always end, once', async () => {
    const { process, report } = await only(
      's:startEvent',
      'x:exclusiveGateway',
      'a:userTask',
      'b:userTask',
      'y:exclusiveGateway',
      'e:endEvent',
      's->x',
      'x->a',
      'x->b',
      'a->y',
      'b->y',
      'y->e',
    );
    expect(outcomes(process)).to.equal(sound);
    expect(report.findings).to.deep.equal([]);
    expect(report.approximations.map(({ code }) => code)).to.deep.equal(['DATA_FREE']);
  });

  it('says of what needs data before it begins that they are taken to be there', async () => {
    const model = await simple(
      's:startEvent',
      dataObject('doc'),
      element('userTask', 'a', taskData('a', { inputs: { seen: 'doc' } })),
      'e:endEvent',
      's->a',
      'a->e',
    );
    expect(checkSoundness(model).approximations.map(({ code, elements }) => [code, elements])).to.deep.equal([['INPUTS', ['a']]]);
  });

  it('a choice that a parallel join waits for is a dead end, with join and split named', async () => {
    const { process, evidence, report } = await only(
      's:startEvent',
      'x:exclusiveGateway',
      'a:userTask',
      'b:userTask',
      'y:parallelGateway',
      'c:userTask',
      'e:endEvent',
      's->x',
      'x->a',
      'x->b',
      'a->y',
      'b->y',
      'y->c',
      'c->e',
    );
    expect(outcomes(process)).to.equal('fails holds fails holds holds');
    expect(evidence[0]).to.deep.include({ culprits: ['y', 'x'], code: 'XOR_SPLIT_AND_JOIN', stateAtEnd: { a_y: 1 } });
    expect(evidence[0]!.scenario.map(({ elementId, act }) => `${act} ${elementId}`)).to.deep.equal([
      'start s',
      'pass x',
      'pass a',
      'complete a',
    ]);
    expect(report.findings.map(({ rule }) => rule)).to.deep.equal(['soundness.optionToComplete', 'soundness.noDeadActivities']);
    expect(report.findings[1]!.elements).to.deep.equal(['c']);
  });

  it('parallel branches that meet without waiting double what follows', async () => {
    const { process, evidence } = await only(
      's:startEvent',
      'x:parallelGateway',
      'a:userTask',
      'b:userTask',
      'y:exclusiveGateway',
      'c:userTask',
      'e:endEvent',
      's->x',
      'x->a',
      'x->b',
      'a->y',
      'b->y',
      'y->c',
      'c->e',
    );
    expect(process.safe).to.deep.include({ outcome: 'fails', culprits: ['y', 'x'], code: 'AND_SPLIT_XOR_JOIN' });
    expect(process.properCompletion.outcome).to.equal('fails');
    expect(evidence.length).to.be.greaterThan(1);
  });

  it('a loop without a way out never ends', async () => {
    const { process } = await only(
      's:startEvent',
      'm:exclusiveGateway',
      'a:userTask',
      'x:exclusiveGateway',
      's->m',
      'm->a',
      'a->x',
      'x->m',
    );
    expect(process.optionToComplete).to.deep.include({ outcome: 'fails', code: 'LOOP_WITHOUT_EXIT' });
  });

  it('two inclusive joins in a ring wait for each other', async () => {
    const { process } = await only(
      's:startEvent',
      'x:parallelGateway',
      'j:inclusiveGateway',
      'k:inclusiveGateway',
      'e:endEvent',
      'f:endEvent',
      'p:exclusiveGateway',
      'q:exclusiveGateway',
      's->x',
      'x->j',
      'x->k',
      'j->p',
      'p->k',
      'p->e',
      'k->q',
      'q->j',
      'q->f',
    );
    expect(process.optionToComplete).to.deep.include({ outcome: 'fails', code: 'OR_JOINS_WAIT', culprits: ['j', 'k'] });
  });

  it('what goes wrong inside a subprocess is told from the start of the process', async () => {
    const inner = [
      '<startEvent id="t"/>',
      '<exclusiveGateway id="x"/>',
      '<userTask id="a"/>',
      '<userTask id="b"/>',
      '<parallelGateway id="y"/>',
      '<endEvent id="f"/>',
    ];
    const flows = [
      ['t', 'x'],
      ['x', 'a'],
      ['x', 'b'],
      ['a', 'y'],
      ['b', 'y'],
      ['y', 'f'],
    ].map(([from, to]) => `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`);
    const { process, evidence } = await only(
      's:startEvent',
      'u:userTask',
      element('subProcess', 'S', [...inner, ...flows].join('')),
      'e:endEvent',
      's->u',
      'u->S',
      'S->e',
    );
    expect(process.optionToComplete).to.deep.include({ outcome: 'fails', culprits: ['y', 'x'] });
    expect(evidence[0]!.stateAtEnd).to.deep.equal({ S: 1, a_y: 1 });
    expect(evidence[0]!.scenario.slice(0, 5).map(({ elementId }) => elementId)).to.deep.equal(['s', 'u', 'u', 'S', 't']);
  });

  it('a subprocess that always throws keeps what follows from being reached, with the split inside it named', async () => {
    const flow = (from: string, to: string) => `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;
    const inside = (split: string) =>
      element(
        'subProcess',
        'S',
        [
          '<startEvent id="t"/>',
          `<${split} id="x"/>`,
          '<userTask id="a"/>',
          '<endEvent id="f"/>',
          '<endEvent id="g"><errorEventDefinition/></endEvent>',
          ...['t x', 'x a', 'a f', 'x g'].map((pair) => flow(...(pair.split(' ') as [string, string]))),
        ].join(''),
      );
    const around = [
      '<boundaryEvent id="c" attachedToRef="S"><errorEventDefinition/></boundaryEvent>',
      's:startEvent',
      'o:inclusiveGateway',
      'i:userTask',
      'j:inclusiveGateway',
      'e:endEvent',
      'h:endEvent',
      'n:userTask',
      's->o',
      'o->S',
      'o->n',
      // most of it in blocks
      ...Array.from({ length: 8 }, (_, n) => [`q${n}:userTask`, n === 0 ? 'n->q0' : `q${n - 1}->q${n}`]).flat(),
      'S->i',
      'i->j',
      'q7->j',
      'j->e',
      'c->h',
    ];
    const { process } = await only(inside('parallelGateway'), ...around);
    expect(process.noDeadActivities).to.deep.equal({ outcome: 'fails', elements: ['i'], culprits: ['x', 'g', 'S', 'i'] });
    const chosen = await only(inside('exclusiveGateway'), ...around);
    expect(chosen.process.noDeadActivities).to.deep.equal({ outcome: 'holds' });
  });

  it('does not decide what is too large, and names the part', async () => {
    const many = Array.from({ length: 12 }, (_, index) => index);
    const { report, process } = await (async () => {
      const model = await simple(
        's:startEvent',
        'x:parallelGateway',
        'y:parallelGateway',
        'e:endEvent',
        's->x',
        'y->e',
        ...many.flatMap((n) => [
          `m${n}:exclusiveGateway`,
          `a${n}:userTask`,
          `b${n}:userTask`,
          `c${n}:exclusiveGateway`,
          `x->m${n}`,
          `m${n}->a${n}`,
          `a${n}->c${n}`,
          `c${n}->b${n}`,
          `b${n}->m${n}`,
          `c${n}->y`,
        ]),
      );
      const report = checkSoundness(model, { mostStates: 1 });
      return { report, process: report.processes[0]! };
    })();
    expect(process.optionToComplete.outcome).to.be.oneOf(['notDecided', 'holds']);
    if (process.optionToComplete.outcome === 'notDecided') expect(report.findings[0]!.message).to.include('phần từ');
  });
});
