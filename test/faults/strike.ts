/** The blows, in an order that the seed decides: kills, crashes of the server, processes stopped for a while, a full disk. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Member } from './member.ts';
import type { Random } from './random.ts';
import type { Attendance } from './run-campaign.ts';
import { crashes, type CampaignServer } from './server.ts';

export interface CampaignSize {
  /** How often an engine process is killed. */
  readonly kills: number;
  /** How often PostgreSQL is killed and started again. */
  readonly restarts: number;
  /** How often an engine process is stopped for seconds. */
  readonly freezes: number;
  /** How often the disk is filled, where there is one to fill. */
  readonly fullDisks: number;
  /** Mean pause between two blows, in milliseconds. */
  readonly pauseMs: number;
  /** Nobody starts dossiers while more than this many are open. */
  readonly mostOpen: number;
  /** Deliveries of dead processes wait for their minute; else the database is told that it has passed. */
  readonly inEarnest: boolean;
}

export interface Blows {
  kills: number;
  restarts: number;
  freezes: number;
  fullDisks: number;
  /** Of the full disks: after so many the server had to be started again. */
  endedByFullDisk: number;
}

/** On a machine that is busy with other things; in ms. */
const longestStartMs = 120_000;

export async function strike(
  server: CampaignServer,
  members: readonly Member[],
  size: CampaignSize,
  random: Random,
  { say, signal }: Attendance,
): Promise<Blows> {
  const done: Blows = { kills: 0, restarts: 0, freezes: 0, fullDisks: 0, endedByFullDisk: 0 };
  const thawing: Promise<void>[] = [];
  const kill = async () => {
    const victim = random.pick(members);
    // some die while they start
    if (random.chance(0.8)) await victim.ready(longestStartMs);
    await sleep(random.between(0, size.pauseMs), undefined, { signal });
    victim.kill();
    done.kills++;
  };
  const blows = random.shuffle([
    ...times(size.kills, () => kill),
    ...times(size.restarts, (number) => async () => {
      const how = crashes[number % crashes.length]!;
      say(`PostgreSQL: ${how}`);
      await server.crash(how);
      done.restarts++;
    }),
    ...times(size.freezes, () => () => {
      thawing.push(random.pick(members).freeze(random.between(1_000, 7_000)));
      done.freezes++;
    }),
    ...times(server.hasOwnDisk ? size.fullDisks : 0, () => async () => {
      say('the disk is full');
      if (await server.fillDisk(random.between(2_000, 5_000))) done.endedByFullDisk++;
      done.fullDisks++;
    }),
  ]);
  await Promise.all(members.map((member) => member.ready(longestStartMs)));
  for (const blow of blows) {
    await sleep(random.between(0, size.pauseMs), undefined, { signal });
    await blow();
    if (done.kills > 0 && done.kills % 20 === 0) say(`${done.kills} kills, ${done.restarts} restarts`);
  }
  await Promise.all(thawing);
  return done;
}

const times = <T>(count: number, make: (number: number) => T): T[] => Array.from({ length: count }, (_, number) => make(number));
