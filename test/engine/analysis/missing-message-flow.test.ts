/** A message flow taken out between two processes of a file: the one that it started never starts, and the one that waits for its answer waits for ever. */
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { checkSoundness } from '../../../engine/analysis/check-soundness.ts';
import { replayScenario } from '../../../engine/analysis/replay-scenario.ts';
import type { ProcessModel } from '../../../engine/model/types.ts';
import { advanceDraft, plainEnvironment } from '../../../engine/semantics/advance.ts';
import { draftOf, initialState } from '../../../engine/semantics/state.ts';
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

  /** `tasks`: where a user task lies, of five places; `drawn`: message flows. */
  const exchange = (tasks: readonly boolean[], drawn: readonly string[], answerName = 'answer') => {
    const chain = (names: readonly (string | false)[]) => {
      const all = names.filter((name) => name !== false);
      return all.slice(1).map((name, index) => `${all[index]}->${name}`);
    };
    const task = (index: number) => tasks[index] === true && `task${index}`;
    const drawnTasks = (from: number, to: number) =>
      [0, 1, 2, 3, 4].filter((index) => index >= from && index < to && tasks[index]).map((index) => `<userTask id="task${index}"/>`);
    return modelOfXml(
      definitions(
        '<message id="ask" name="ask"/><message id="answer" name="answer"/><message id="reply" name="reply"/>',
        `<collaboration id="K"><participant id="A1" processRef="A"/><participant id="B1" processRef="B"/>${drawn.join('')}</collaboration>`,
        processXml(
          'A',
          '<startEvent id="s"/>',
          element('intermediateThrowEvent', 'asks', message('ask')),
          element('intermediateCatchEvent', 'waits', message('answer')),
          '<endEvent id="e"/>',
          ...drawnTasks(0, 3),
          ...chain(['s', task(0), 'asks', task(1), 'waits', task(2), 'e']),
        ),
        processXml(
          'B',
          element('startEvent', 'asked', message('ask')),
          element('intermediateThrowEvent', 'answers', message(answerName)),
          '<endEvent id="be"/>',
          ...drawnTasks(3, 5),
          ...chain(['asked', task(3), 'answers', task(4), 'be']),
        ),
      ),
    );
  };

  it('hold and fail as every order of work in the engine does, with and without the message flow of the answer', async () => {
    const counted = { ends: 0, waits: 0 };
    for (let bits = 0; bits < 32; bits++)
      for (const drawn of [[ask, answer], [ask]]) {
        const tasks = [0, 1, 2, 3, 4].map((index) => Math.floor(bits / 2 ** index) % 2 === 1);
        const model = await exchange(tasks, drawn);
        const [together] = togetherOf(model);
        const ends = endsAlways(model, 'A');
        counted[ends ? 'ends' : 'waits']++;
        expect(together!.optionToComplete.outcome, `${tasks.join()} ${drawn.length}`).to.equal(ends ? 'holds' : 'fails');
        if (together!.optionToComplete.outcome !== 'fails') continue;
        expect(together!.optionToComplete.culprits).to.deep.equal(['waits']);
        const { scenario, stateAtEnd } = together!.optionToComplete;
        expect(replayScenario(model, scenario, 'together').tokens).to.deep.equal(stateAtEnd);
      }
    expect(counted).to.deep.equal({ ends: 48, waits: 16 });
  });

  const findingsOf = (model: ProcessModel) =>
    checkSoundness(model).findings.map(({ rule, severity, elements }) => `${rule} ${severity} ${elements.join()}`);

  it('that reach each other by name alone are told so, though nothing is lost', async () => {
    expect(findingsOf(await exchange([false, false, false, true, false], [ask, answer]))).to.deep.equal([]);
    expect(findingsOf(await exchange([false, false, false, true, false], [ask]))).to.deep.equal([
      'soundness.messageFlow warning waits,answers',
    ]);
    // one matter, one voice
    expect(findingsOf(await exchange([false, true, false, true, false], [ask]))).to.deep.equal(['soundness.optionToComplete error waits']);
  });

  it('that name what they send and what they wait for differently are told so', async () => {
    expect(findingsOf(await exchange([true, true, true, true, true], [ask, answer], 'reply'))).to.deep.equal([]);
    expect(findingsOf(await exchange([true, true, true, true, true], [ask], 'reply'))).to.deep.equal([
      'soundness.messageFlow warning waits,answers',
    ]);
  });

  it('are not accused when the sender lies in a subprocess: they are not decided', async () => {
    const model = await modelOfXml(
      definitions(
        '<message id="ask" name="ask"/><message id="answer" name="answer"/>',
        `<collaboration id="K"><participant id="A1" processRef="A"/><participant id="B1" processRef="B"/>${ask}${answer}</collaboration>`,
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
          element(
            'subProcess',
            'sub',
            `<startEvent id="ss"/>${element('endEvent', 'answers', message('answer'))}<sequenceFlow id="f1" sourceRef="ss" targetRef="answers"/>`,
          ),
          '<endEvent id="be"/>',
          'asked->sub',
          'sub->be',
        ),
      ),
    );
    expect(findingsOf(model)).to.deep.equal(['soundness.notDecided warning ']);
  });
});

/** Every order in which the open tasks can be done, tried in the engine itself: whether all of them end. */
function endsAlways(model: ProcessModel, process: string): boolean {
  const now = new Date(Date.UTC(2026, 0, 5, 1));
  const first = draftOf(initialState);
  advanceDraft(model, first, { type: 'startInstance', process }, now, plainEnvironment);
  const pending = [first];
  for (let state = pending.pop(); state; state = pending.pop()) {
    const tasks = Object.values(state.elements).filter(({ elementId }) => model.nodes.get(elementId)!.type === 'userTask');
    if (tasks.length === 0 && state.status !== 'ended') return false;
    for (const { key } of tasks) {
      const next = draftOf(state);
      advanceDraft(model, next, { type: 'completeTask', elementKey: key }, now, plainEnvironment);
      pending.push(next);
    }
  }
  return true;
}
