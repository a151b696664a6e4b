/** A message flow taken out between two processes of a file: the one that it started never starts, and the one that waits for its answer waits for ever. */
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { checkSoundness } from '../../../engine/analysis/check-soundness.ts';
import { replayScenario } from '../../../engine/analysis/replay-scenario.ts';
import type { ProcessModel } from '../../../engine/model/types.ts';
import { definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';
import { plantedErrors } from '../../support/planted-errors.ts';

const togetherOf = (model: ProcessModel) => checkSoundness(model).processes.filter(({ mode }) => mode === 'together');

/** Without the message flow to `target`: what is said of the processes together, its evidence played in the engine. */
async function without(xml: string, target: string) {
  const planted = plantedErrors(xml, await modelOfXml(xml)).filter(({ kind, culprits }) => kind === 'message' && culprits[1] === target);
  expect(planted).to.have.length(1);
  const model = await modelOfXml(planted[0]!.xml);
  const [together, ...others] = togetherOf(model);
  expect(others).to.deep.equal([]);
  const { optionToComplete } = together!;
  if (optionToComplete.outcome !== 'fails') throw new Error(`optionToComplete ${optionToComplete.outcome}`);
  expect(replayScenario(model, optionToComplete.scenario, 'together').tokens).to.deep.equal(optionToComplete.stateAtEnd);
  return optionToComplete;
}

const message = (name: string) => `<messageEventDefinition messageRef="${name}"/>`;
const pools = (...flows: string[]) =>
  definitions(
    '<message id="ask" name="ask"/><message id="answer" name="answer"/>',
    `<collaboration id="K"><participant id="A1" processRef="A"/><participant id="B1" processRef="B"/>${flows.join('')}</collaboration>`,
    processXml(
      'A',
      '<startEvent id="s"/>',
      element('intermediateThrowEvent', 'asks', message('ask')),
      element('intermediateCatchEvent', 'waits', message('answer')),
      '<endEvent id="e"/>',
      's->asks',
      'asks->waits',
      'waits->e',
    ),
    processXml(
      'B',
      element('startEvent', 'asked', message('ask')),
      '<userTask id="work"/>',
      element('endEvent', 'answers', message('answer')),
      'asked->work',
      'work->answers',
    ),
  );
const ask = '<messageFlow id="f" sourceRef="asks" targetRef="asked"/>';
const answer = '<messageFlow id="g" sourceRef="answers" targetRef="waits"/>';

describe('processes of a file that send each other messages', () => {
  it('are sound together with every message flow', async () => {
    const [together] = togetherOf(await modelOfXml(pools(ask, answer)));
    expect([together!.optionToComplete, together!.noDeadActivities]).to.deep.equal([{ outcome: 'holds' }, { outcome: 'holds' }]);
  });

  it('cannot complete without the one that starts the other, with the start and the wait named', async () => {
    const found = await without(pools(ask, answer), 'asked');
    expect(found).to.deep.include({ code: 'NO_MESSAGE', culprits: ['asked', 'waits'], stateAtEnd: { waits: 1 } });
  });

  it('are looked at together though no message flow is left, when one only starts by what the other sends', async () => {
    const [together] = togetherOf(await modelOfXml(pools()));
    expect(together!.processId).to.equal('A + B');
    expect(together!.noDeadActivities).to.deep.include({ outcome: 'fails', elements: ['work'] });
  });

  it('cannot complete in a curated procedure either', async () => {
    const xml = readFileSync(new URL('../../../procedures/dang-ky-cai-nghien-tu-nguyen/process.bpmn', import.meta.url), 'utf8');
    const found = await without(xml, 'Start_NhanHoSo');
    expect(found).to.deep.include({ code: 'NO_MESSAGE', culprits: ['Start_NhanHoSo', 'Event_NhanYKien'] });
  });
});
