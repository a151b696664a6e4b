/** Scenarios on the durable engine: the same acts through the database, with the engine closed and opened again after every step. */
import pg from 'pg';
import { addDossier, emptyMirror, record, waitingSince, type Dossier } from '../scenarios/mirror.ts';
import type { Deployment, OpenDeployment } from '../scenarios/deployment.ts';
import { replay } from '../semantics/apply.ts';
import { CommandRejected } from '../semantics/errors.ts';
import type { Event } from '../semantics/events.ts';
import { openEngine } from './open-engine.ts';
import { system } from './requests.ts';

/** Timers and flags of one instant; beyond it the model loops through timers of zero. */
const mostAtOneInstant = 10_000;
const reason = 'kịch bản';

/** Opens deployments on empty databases; `freshDatabase` gives the connection string of one. */
export function durableDeployments(freshDatabase: () => Promise<string>): OpenDeployment {
  return async ({ xml, decisions, model: firstModel, organisation, choices: givenChoices, nowMs, variables }) => {
    const connectionString = await freshDatabase();
    let now = nowMs;
    let choices = givenChoices;
    let refusal: unknown;
    const open = () =>
      openEngine({
        connectionString,
        clock: () => new Date(now),
        simulation: { organisation, choices: () => choices, variables, refused: (error) => (refusal ??= error) },
      });
    let engine = await open();
    let { versionId } = await engine.deploy({ bpmn: xml, decisions }, system);
    const client = new pg.Client({ connectionString });
    client.on('error', () => undefined);
    await client.connect();
    const mirror = emptyMirror();
    const byId = new Map<string, Dossier>();
    const idOf = new Map<number, string>();
    let position = '0';

    /** Sees what was committed since the last look, in order. */
    const look = async () => {
      const { rows } = await client.query<{ position: string; dossier_id: string; events: Event[] }>(
        'select position::text, dossier_id::text, events from history where position > $1::bigint order by position',
        [position],
      );
      for (const { position: at, dossier_id, events } of rows) {
        position = at;
        let dossier = byId.get(dossier_id);
        if (!dossier) {
          byId.set(dossier_id, (dossier = addDossier(mirror)));
          idOf.set(dossier.number, dossier_id);
        }
        record(mirror, dossier, { events, state: replay(events, dossier.state) });
      }
    };
    /** An act and what it sends to others; seen even if it was refused. */
    const act = async (acting: () => Promise<unknown>) => {
      refusal = undefined;
      try {
        await acting();
      } catch (error) {
        refusal ??= error;
      }
      await engine.settle(['messages', 'deferred']);
      await look();
      if (refusal) throw refusal;
    };
    let model = firstModel;
    const deployment: Deployment = {
      get model() {
        return model;
      },
      get nowMs() {
        return now;
      },
      dossiers: mirror.dossiers,
      log: mirror.log,
      waitingSince: (dossier, key) => waitingSince(mirror, dossier, key),
      start: ({ type: _type, ...start }) => act(() => engine.start({ versionId, ...start }, system, { reason })),
      execute: ({ number }, command) => act(() => engine.execute(idOf.get(number)!, command, system, { reason })),
      async migrate(next, nextXml, plan) {
        const deployed = await engine.deploy({ bpmn: nextXml }, system);
        const command = { type: 'migrate', to: deployed.versionId, plan } as const;
        const open = mirror.dossiers.filter(({ state }) => state.status !== 'ended').map(({ number }) => idOf.get(number)!);
        for (const id of open) {
          const { problems } = await engine.preview(id, command);
          const [problem] = problems;
          if (problem) throw new CommandRejected('MIGRATION_REFUSED', problem.message, problem.messageEn, { problems });
        }
        ({ versionId } = deployed);
        model = next;
        await act(async () => {
          for (const id of open) await engine.execute(id, command, system, { reason });
        });
      },
      publish: (message) => act(() => engine.publishMessage(message)),
      broadcast: (name, values) => act(() => engine.broadcastSignal(name, values)),
      evaluateConditions: (facts) =>
        act(async () => {
          const [failed] = (await engine.evaluateConditions(facts)).failed;
          if (failed) throw new CommandRejected('INVALID_VALUE', failed.message, failed.messageEn);
        }),
      async passTime(untilMs, between) {
        let atOneInstant = 0;
        let refused: CommandRejected | undefined;
        for (;;) {
          const before = now;
          let due: Date | undefined;
          try {
            await act(async () => {
              due = await engine.doNextDue(new Date(untilMs), (to) => (now = Math.max(now, to.getTime())));
            });
          } catch (error) {
            if (!(error instanceof CommandRejected)) throw error;
            refused ??= error;
          }
          if (!due) break;
          if (now > before) atOneInstant = 0;
          if (++atOneInstant > mostAtOneInstant)
            throw new CommandRejected(
              'NOT_APPLICABLE',
              'Thời gian không trôi: vòng lặp qua các hẹn giờ bằng không',
              'Time stands still: a loop through timers of zero',
            );
          await between();
        }
        now = Math.max(now, untilMs);
        if (refused) throw refused;
      },
      choose(elementId, flows) {
        choices = { ...choices, [elementId]: flows };
      },
      async afterStep() {
        await engine.close();
        engine = await open();
      },
      async close() {
        await engine.close();
        await client.end();
      },
    };
    return deployment;
  };
}
