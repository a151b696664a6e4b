/** The differential test tests itself: what runs the same is let pass, and every tampered deployment is found out where it shows first. */
import { expect } from 'chai';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decisionFilesIn } from '../../api/decision-files.ts';
import { readOrganisation, readScenarios, type Scenario } from '../../engine/index.ts';
import type { DeployedDossier, Deployment, Done, OpenDeployment } from '../../engine/scenarios/deployment.ts';
import { openPureDeployment } from '../../engine/scenarios/pure-deployment.ts';
import { CommandRejected, Obstacle } from '../../engine/semantics/errors.ts';
import type { State } from '../../engine/semantics/state.ts';
import { and, bpmn, catching, procedure, start, user } from '../engine/semantics/support.ts';
import { changed, findDifference, runTheSame, type Difference } from './same-scenarios.ts';
import { scenariosBetweenDossiers } from './scenarios-between-dossiers.ts';

const procedures = new URL('../../procedures/', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, procedures), 'utf8');
const { organisation } = readOrganisation(JSON.parse(text('organisation.json')));

/** As jsonb gives it back: keys by length, then by text. */
function reordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(reordered);
  const entries = Object.entries(value).map(([key, each]) => [key, reordered(each)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)));
}

/** Stands for a deployment behind a database: an act takes its time, and what is looked at and gone on with has been through jsonb. */
const openAsStored: OpenDeployment = async (opening) => {
  const pure = await openPureDeployment(opening);
  const store = () => {
    for (const dossier of pure.dossiers)
      (dossier as { state: State }).state = reordered(JSON.parse(JSON.stringify(dossier.state))) as State;
  };
  const slowly = async (act: () => Done) => {
    await new Promise(setImmediate);
    try {
      await act();
    } finally {
      await new Promise(setImmediate);
      store();
    }
  };
  return changed(pure, {
    start: (command) => slowly(() => pure.start(command)),
    execute: (dossier, command) => slowly(() => pure.execute(dossier, command)),
    publish: (message) => slowly(() => pure.publish(message)),
    broadcast: (name, variables) => slowly(() => pure.broadcast(name, variables)),
    choose: (elementId, flows) => slowly(() => pure.choose(elementId, flows)),
    passTime: (untilMs, between) =>
      slowly(() =>
        pure.passTime(untilMs, () => {
          store();
          return between();
        }),
      ),
    afterStep: () => slowly(() => pure.afterStep()),
    close: () => slowly(() => pure.close()),
  });
};

const xml = bpmn(
  start('s'),
  user('a'),
  catching('m', 'message:M1'),
  catching('t', 'timer:PT1H'),
  user('b'),
  's->a',
  'a->m',
  'm->t',
  't->b',
);
const scenario: Scenario = {
  id: 'two dossiers',
  xml,
  steps: [
    { do: 'start', variables: { who: 1 } },
    { do: 'start', variables: { who: 2 } },
    { do: 'complete', at: 'a' },
    { do: 'message', name: 'M1' },
    { do: 'advance', by: 'PT1H' },
    { do: 'start', at: 'nowhere' },
  ],
  expect: [{ after: 5, active: ['a', 'b'], refused: true }],
};

/** Each dossier as another deployment might show it. */
const shownAs = (deployment: Deployment, change: (dossier: DeployedDossier) => Partial<DeployedDossier>): Partial<Deployment> => ({
  get dossiers() {
    return deployment.dossiers.map((dossier) => ({ ...dossier, ...change(dossier) }));
  },
});

interface Tampered {
  readonly how: string;
  readonly change: (deployment: Deployment) => Partial<Deployment>;
  readonly after: Difference['after'];
  readonly at: string;
}

const tampered: readonly Tampered[] = [
  {
    how: 'has a clock a millisecond ahead',
    change: (deployment) => ({
      get nowMs() {
        return deployment.nowMs + 1;
      },
    }),
    after: 'opened',
    at: '/nowMs',
  },
  {
    how: 'has another value deep in a state',
    change: (deployment) =>
      shownAs(deployment, ({ state }) => ({
        state: JSON.parse(JSON.stringify(state).replace('"who":2', '"who":"2"')) as State,
      })),
    after: 1,
    at: '/dossiers/1/state/scopes/P#1/variables/who',
  },
  {
    how: 'has a key too many in a state',
    change: (deployment) => shownAs(deployment, ({ state }) => ({ state: { ...state, note: null } as State })),
    after: 0,
    at: '/dossiers/0/state/note',
  },
  {
    how: 'loses an event of a dossier',
    change: (deployment) => shownAs(deployment, ({ events }) => ({ events: events.slice(1) })),
    after: 0,
    at: '/dossiers/0/eventCount',
  },
  {
    how: 'has another event in a dossier than in the log',
    change: (deployment) =>
      shownAs(deployment, ({ events }) => ({ events: events.with(0, { type: 'endingDecided', outcome: 'refused' }) })),
    after: 0,
    at: '/dossiers/0/events/0/at',
  },
  {
    how: 'has the same events in another order over the dossiers',
    change: (deployment) => ({
      get log() {
        return deployment.log.toSorted((a, b) => b.dossier.number - a.dossier.number);
      },
    }),
    after: 1,
    at: '/log/0/dossier',
  },
  {
    how: 'ranks those who wait otherwise',
    change: (deployment) => ({
      waitingSince: (dossier, key) => deployment.waitingSince(dossier, key) * (dossier.number === 1 ? 1 : -1),
    }),
    after: 1,
    at: '/waiting/0',
  },
  {
    how: 'starts twice',
    change: (deployment) => ({
      async start(command) {
        await deployment.start(command);
        await deployment.start(command);
      },
    }),
    after: 0,
    at: '/dossiers/1',
  },
  { how: 'loses a message', change: () => ({ publish() {} }), after: 3, at: '/dossiers/0/eventCount' },
  {
    how: 'lets no time pass',
    change: (deployment) => ({ passTime: (_untilMs, between) => deployment.passTime(deployment.nowMs, between) }),
    after: 4,
    at: '/dossiers/0/eventCount',
  },
  {
    how: 'is at rest too late for what follows a step',
    change: (deployment) => {
      let late = () => {};
      return {
        execute(dossier, command) {
          late = () => void deployment.execute(dossier, command);
        },
        close: () => late(),
      };
    },
    after: 2,
    at: '/dossiers/0/eventCount',
  },
  {
    how: 'changes when it is closed',
    change: (deployment) => {
      let closed = false;
      return {
        close() {
          closed = true;
        },
        waitingSince: (dossier, key) => (closed ? -1 : 1) * deployment.waitingSince(dossier, key),
      };
    },
    after: 'closed',
    at: '/waiting/0',
  },
  {
    how: 'does not say that it refused',
    change: (deployment) => ({
      async start(command) {
        try {
          await deployment.start(command);
        } catch (error) {
          if (!(error instanceof CommandRejected)) throw error;
        }
      },
    }),
    after: 'result',
    at: '/failures/0',
  },
];

const openTampered =
  ({ change }: Tampered): OpenDeployment =>
  async (opening) => {
    const deployment = await openPureDeployment(opening);
    return changed(deployment, change(deployment));
  };

describe('the same scenario on two deployments', () => {
  it('gives the result when they run it in the same way', async () => {
    expect(await runTheSame(scenario, xml, undefined, openPureDeployment, openPureDeployment)).to.deep.include({ ok: true, failures: [] });
    const failing: Scenario = { ...scenario, expect: [{ after: 0, active: ['b'] }] };
    expect(await runTheSame(failing, xml, undefined, openPureDeployment, openAsStored)).to.deep.include({ ok: false });
  });

  it('gives failures that read the same, whatever the order of keys', async () => {
    const timed = procedure(
      '',
      '<tthc:deadline kind="published" value="1" unit="workingDay"/>',
      start('s'),
      user('a', '', 'tthc:unit="maps" tthc:budget="1" tthc:budgetUnit="workingHour"'),
      and('split'),
      user('older', '', 'tthc:unit="tax" tthc:budget="7" tthc:budgetUnit="workingHour"'),
      user('b', '', 'tthc:unit="titles" tthc:budget="1" tthc:budgetUnit="workingHour"'),
      's->a',
      'a->split',
      'split->older',
      'split->b',
    );
    const failing: Scenario = {
      id: 'late',
      steps: [{ do: 'start' }, { do: 'advance', by: 'PT2H' }, { do: 'complete', at: 'a' }, { do: 'advance', by: 'PT2H' }],
      expect: [{ after: 'end', flags: [], handOffs: [] }],
    };
    const { failures } = await runTheSame(failing, timed, undefined, openPureDeployment, openAsStored);

    expect(failures.map(({ what, actual }) => [what, (actual as object[]).length])).to.deep.equal([
      ['flags', 4],
      ['handOffs', 2],
    ]);
  });

  for (const each of tampered)
    it(`finds a deployment that ${each.how}`, async () => {
      const difference = await findDifference(scenario, xml, undefined, openPureDeployment, openTampered(each));
      expect(difference).to.deep.include({ after: each.after, at: each.at });
      expect(await findDifference(scenario, xml, undefined, openTampered(each), openPureDeployment)).to.deep.equal({
        ...difference,
        some: difference!.other,
        other: difference!.some,
      });
    });

  it('finds a deployment that cannot be opened', async () => {
    const refusing: OpenDeployment = () => {
      throw new Obstacle('TIMER_FAILED', 's', 'không', 'no');
    };
    expect(await findDifference(scenario, xml, undefined, openPureDeployment, refusing)).to.deep.include({ after: 'opened', at: '' });
    expect(await findDifference(scenario, xml, undefined, refusing, refusing)).to.equal(undefined);
  });

  it('is told by scenario, step, place and both values', async () => {
    const other = openTampered(tampered.find(({ how }) => how.includes('deep in a state'))!);
    const failure: unknown = await runTheSame(scenario, xml, undefined, openPureDeployment, other).catch((error: unknown) => error);
    expect(String(failure)).to.equal(
      'Error: two dossiers after 1 {"do":"start","variables":{"who":2}}, /dossiers/1/state/scopes/P#1/variables/who:\n  2\n  "2"',
    );
  });
});

describe('a deployment behind a database, with slow acts and states that have been through jsonb,', () => {
  for (const each of scenariosBetweenDossiers)
    it(`runs like the pure one: ${each.id}`, async () => {
      expect(await runTheSame(each, each.xml, undefined, openPureDeployment, openAsStored)).to.deep.include({ failures: [] });
    });

  for (const slug of readdirSync(procedures, { encoding: 'utf8' }).filter((name) =>
    existsSync(new URL(`${name}/scenarios.json`, procedures)),
  ))
    it(`runs the scenarios of ${slug} like the pure one`, async () => {
      for (const each of readScenarios(JSON.parse(text(`${slug}/scenarios.json`))))
        await runTheSame(
          each,
          text(`${slug}/process.bpmn`),
          organisation,
          openPureDeployment,
          openAsStored,
          await decisionFilesIn(fileURLToPath(new URL(slug, procedures))),
        );
    });
});
