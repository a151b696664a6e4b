/** Events that come again and again: rounds of a reminder may be open at once, and what they lead to outside of it may not. */
import { expect } from 'chai';
import { checkSoundness } from '../../../engine/analysis/check-soundness.ts';
import { replayScenario } from '../../../engine/analysis/replay-scenario.ts';
import { definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';

const event = (id: string, definition: string) => element('boundaryEvent', `${id}" attachedToRef="work" cancelActivity="false`, definition);
const everyDay = '<timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition>';
const once = '<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>';
const reminder = [
  '<userTask id="remind"/>',
  '<parallelGateway id="both"/>',
  '<userTask id="call"/>',
  '<userTask id="write"/>',
  '<parallelGateway id="done"/>',
  '<endEvent id="reminded"/>',
  'again->remind',
  'remind->both',
  'both->call',
  'both->write',
  'call->done',
  'write->done',
  'done->reminded',
];
const work = ['<startEvent id="s"/>', '<userTask id="work"/>', '<endEvent id="e"/>', 's->work'];

async function check(...parts: string[]) {
  const model = await modelOfXml(definitions('<message id="m" name="m"/>', processXml('P', ...parts)));
  return { model, report: checkSoundness(model) };
}

describe('an event that comes again and again', () => {
  it('may have several rounds of a branch of its own open at once', async () => {
    const { report } = await check(...work, event('again', everyDay), ...reminder, 'work->e');
    expect(report.findings).to.deep.equal([]);
    expect(report.approximations.map(({ code, elements }) => `${code} ${elements.join()}`)).to.deep.equal(['REPEATED_EVENTS again']);
  });

  it('makes what an inclusive join leads to happen twice, though once would not', async () => {
    const joined = (definition: string) =>
      check(
        ...work,
        event('again', definition),
        '<userTask id="note"/>',
        '<inclusiveGateway id="join"/>',
        'again->note',
        'note->join',
        'work->join',
        'join->e',
      );
    expect((await joined(once)).report.findings).to.deep.equal([]);
    const { model, report } = await joined(everyDay);
    const { safe } = report.processes[0]!;
    if (safe.outcome !== 'fails') throw new Error(safe.outcome);
    expect(safe.stateAtEnd).to.deep.equal({ work: 1, note_join: 2 });
    expect(safe.scenario.filter(({ elementId }) => elementId === 'again')).to.have.length(2);
    expect(replayScenario(model, safe.scenario).tokens).to.deep.equal(safe.stateAtEnd);
    expect(report.findings.map(({ severity }) => severity)).to.include('error');
  });

  it('is no error by its own rounds beside a second event that leaves its branch once', async () => {
    const { report } = await check(
      ...work,
      event('again', everyDay),
      ...reminder,
      event('other', '<messageEventDefinition messageRef="m"/>'),
      '<inclusiveGateway id="join"/>',
      'other->join',
      'work->join',
      'join->e',
    );
    const { safe } = report.processes[0]!;
    expect(safe.outcome === 'fails' && safe.stateAtEnd).to.deep.equal({ work: 1, other_join: 2 });
    // of the reminder nothing is told, though it is followed twice
    expect(report.findings.flatMap(({ elements }) => elements)).not.to.include.members(['remind']);
  });

  it('comes once where it waits for a timer that comes no more', async () => {
    const after = (days: number) =>
      `<timerEventDefinition><timeDuration xsi:type="tFormalExpression">P${days}D</timeDuration></timerEventDefinition>`;
    const both = event('again', after(1) + after(2)).replace('<boundaryEvent ', '<boundaryEvent parallelMultiple="true" ');
    const { report } = await check(...work, both, '<inclusiveGateway id="join"/>', 'again->join', 'work->join', 'join->e');
    expect(report.processes[0]!.safe.outcome).to.equal('holds');
  });

  it('goes on as before when the branch ends in a shared end: that end is reached twice', async () => {
    const { report } = await check(...work, event('again', everyDay), 'again->e', 'work->e');
    expect(report.processes[0]!.properCompletion.outcome).to.equal('fails');
  });
});
