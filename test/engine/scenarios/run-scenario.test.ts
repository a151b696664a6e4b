/** The runner beside what a model does: opening, refusing, closing, and automatic work without an end. */
import { expect } from 'chai';
import type { Opening, OpenDeployment } from '../../../engine/scenarios/deployment.ts';
import { openPureDeployment } from '../../../engine/scenarios/pure-deployment.ts';
import { runScenario } from '../../../engine/scenarios/run-scenario.ts';
import type { Expectation, Scenario } from '../../../engine/scenarios/scenario.ts';
import { changed } from '../../support/same-scenarios.ts';
import { bpmn, monday, offices, start, user, xor } from '../semantics/support.ts';

const xml = bpmn(start('s'), user('a'), 's->a');

/** A deployment that notes how it was opened and how often it was closed, and does not start if it is told so. */
function watched(startFails = false): { openings: Opening[]; closed: number; open: OpenDeployment } {
  const seen = {
    openings: [] as Opening[],
    closed: 0,
    open: async (opening: Opening) => {
      seen.openings.push(opening);
      const deployment = await openPureDeployment(opening);
      return changed(deployment, {
        ...(startFails && {
          start() {
            throw new TypeError('a bug');
          },
        }),
        close: () => void seen.closed++,
      });
    },
  };
  return seen;
}

describe('the scenario runner', () => {
  it('opens a deployment with what is given, once, and closes it', async () => {
    const scenario: Scenario = {
      id: 'given',
      given: { now: monday, variables: { n: 1 }, choose: { s: ['s_a'] } },
      steps: [{ do: 'start' }],
      expect: [{ after: 0, active: ['a'] }],
    };
    const seen = watched();
    expect((await runScenario(scenario, xml, offices, seen.open)).failures).to.deep.equal([]);

    const [{ model, ...opening }, ...others] = seen.openings as [Opening];
    expect(model.processes.has('P')).to.equal(true);
    expect(opening).to.deep.equal({
      xml,
      organisation: offices,
      choices: { s: ['s_a'] },
      decisions: {},
      nowMs: Date.parse(monday),
      variables: { n: 1 },
    });
    expect([others, seen.closed]).to.deep.equal([[], 1]);
  });

  it('closes the deployment when it meets a bug, which it does not take for a refusal', async () => {
    const seen = watched(true);
    const expected: Expectation = { after: 0, refused: true };
    const failure: unknown = await runScenario({ id: 'bug', steps: [{ do: 'start' }], expect: [expected] }, xml, offices, seen.open).catch(
      (error: unknown) => error,
    );
    expect(failure).to.be.instanceOf(TypeError);
    expect(seen.closed).to.equal(1);
  });

  it('compares the code of what cannot be deployed, be it in the file or in the time of a process start', async () => {
    for (const [refused, code] of [
      ['<definitions', 'XML_MALFORMED'],
      [bpmn(start('s', 'date:=missing'), user('a'), 's->a'), 'TIMER_FAILED'],
    ] as const) {
      const failuresOf = async (...expect: Expectation[]) =>
        (await runScenario({ id: 'refused', steps: [], expect }, refused)).failures.map(({ after, what }) => `${after} ${what}`);
      expect(await failuresOf({ after: 'end', refused: true, code })).to.deep.equal([]);
      expect(await failuresOf({ after: 'end', fails: true })).to.deep.equal([]);
      expect(await failuresOf({ after: 'end', refused: true, code: 'ANOTHER' })).to.deep.equal(['deployment code']);
      expect(await failuresOf({ after: 'end', active: [] })).to.deep.equal(['deployment refused']);
    }
  });

  it('ends automatic work that has no end with a refusal, and plays the next step', async () => {
    const endless = bpmn(start('s'), xor('again'), user('a'), 's->again', 'again->a', 'a->again');
    const { failures } = await runScenario(
      {
        id: 'endless',
        given: { auto: true },
        steps: [{ do: 'start' }, { do: 'cancel' }],
        expect: [
          { after: 0, refused: true, code: 'NOT_APPLICABLE', active: ['a'] },
          { after: 1, ended: true },
        ],
      },
      endless,
    );
    expect(failures).to.deep.equal([]);
  });
});
