/** The three engine processes: one in good health, one whose clock is wrong, one whose statements are cut short. */
import { join } from 'node:path';
import type { EngineProcessSettings } from './engine-process.ts';
import { openMember, type Member } from './member.ts';
import type { Random } from './random.ts';

const hourMs = 3_600_000;

/** Handicaps of the third: too little time for a statement, for a lock, or for both, in milliseconds. */
const handicaps = ['statement_timeout=150', 'lock_timeout=40', 'statement_timeout=400 -c lock_timeout=100'];

export function openMembers(connectionString: string, folder: string, mostOpen: number, random: Random): Member[] {
  const open = (name: string, patienceMs: number, life: () => { readonly clockOffMs?: number; readonly options?: string }) => {
    const journalPath = join(folder, `${name}.jsonl`);
    return openMember(name, journalPath, () => {
      const { clockOffMs = 0, options } = life();
      const engineAddress = new URL(connectionString);
      if (options !== undefined) engineAddress.searchParams.set('options', `-c ${options}`);
      const settings: EngineProcessSettings = {
        name,
        journalPath,
        connectionString,
        engineConnectionString: engineAddress.href,
        seed: random.below(2 ** 31),
        patienceMs,
        callers: 4,
        pauseMs: 40,
        mostOpen,
      };
      return { settings, clockOffMs };
    });
  };
  return [
    open('patient', 30_000, () => ({})),
    open('mistimed', 5_000, () => ({ clockOffMs: random.pick([hourMs, -hourMs]) })),
    open('hurried', 700, () => ({ options: random.pick(handicaps) })),
  ];
}
