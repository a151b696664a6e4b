/** Processes that call themselves: what the inner call may do is what the outer was found to do, until nothing more is found. */
import { expect } from 'chai';
import { checkSoundness } from '../../../engine/analysis/check-soundness.ts';
import { definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';

const node = (part: string) => part.replace(/^(\w+):(\w+)$/, '<$2 id="$1"/>');
const process = (id: string, ...parts: string[]) => processXml(id, ...parts.map(node));
const call = (id: string, of: string) => `<callActivity id="${id}" calledElement="${of}"/>`;
const error = '<errorEventDefinition errorRef="E"/>';
const border = (id: string, on: string) => element('boundaryEvent', id, error, `attachedToRef="${on}"`);
const thrown = element('endEvent', 'no', error);
const outer = process('P', 's:startEvent', call('c', 'R'), border('cb', 'c'), 'e:endEvent', 'e2:endEvent', 's->c', 'c->e', 'cb->e2');
const stuck = ['y:exclusiveGateway', 'j:parallelGateway', 'z:endEvent', 'y->j[l1]?zz', 'y->j[l2]!', 'j->z'];

/** Completion and dead activities of `P`, by what calls itself. */
async function saidOf(...processes: string[]) {
  const [told] = checkSoundness(await modelOfXml(definitions('<error id="E" errorCode="E"/>', outer, ...processes))).processes;
  const { optionToComplete, noDeadActivities } = told!;
  const dead = noDeadActivities.outcome === 'fails' ? noDeadActivities.elements : noDeadActivities.outcome;
  return [optionToComplete.outcome === 'fails' ? optionToComplete.code : optionToComplete.outcome, dead];
}

/** `R`: a task, then once more, or `base`; `parts` go on after the inner call `k`. */
const again = (base: string, ...parts: string[]) =>
  process('R', 'rs:startEvent', 'u:userTask', 'x:exclusiveGateway', call('k', 'R'), 'rs->u', 'u->x', 'x->k?deep', `x->${base}!`, ...parts);

describe('soundness of a process that calls itself', () => {
  it('holds where some call does without another, and what follows the inner call is reached', async () => {
    expect(await saidOf(again('re', 'w:userTask', 're:endEvent', 'k->w', 'w->re'))).to.deep.equal(['holds', 'holds']);
  });

  it('fails where every call needs another', async () => {
    // no user task: an error that somebody throws there would leave all calls
    const endless = process('R', 'rs:startEvent', 'u:task', call('k', 'R'), 'w:task', 're:endEvent', 'rs->u', 'u->k', 'k->w', 'w->re');
    expect(await saidOf(endless)).to.deep.equal(['WAITS_FOR_EVER', ['w']]);
  });

  it('follows the inner call to what is stuck behind it', async () => {
    expect(await saidOf(again('re', 're:endEvent', 'k->y', ...stuck))).to.deep.equal(['XOR_SPLIT_AND_JOIN', 'holds']);
  });

  it('follows an error out of the inner call, also by way of another process', async () => {
    const handled = [border('b', 'k'), 't:userTask', 'z:endEvent', 're:endEvent', thrown, 'k->re', 'b->t', 't->z'];
    expect(await saidOf(again('no', ...handled))).to.deep.equal(['holds', 'holds']);
    const between = process(
      'B',
      'bs:startEvent',
      call('kb', 'R'),
      border('bb', 'kb'),
      'be:endEvent',
      'bs->kb',
      'kb->be',
      'bb->y',
      ...stuck,
    );
    const byOther = again('no', 're:endEvent', thrown, 'k->re').replace('calledElement="R"', 'calledElement="B"');
    expect((await saidOf(byOther, between))[0]).to.equal('XOR_SPLIT_AND_JOIN');
  });
});
