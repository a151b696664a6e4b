/** Every error that leaves the engine is of a kind that callers know; what the database refuses for a moment is tried again for them. */
import { CommandRejected } from '../semantics/errors.ts';
import { isConnectionLost, isPassing } from './database-errors.ts';
import type { Engine } from './engine.ts';
import { DatabaseUnavailable } from './postgres/database-unavailable.ts';
import { engineClosed, EngineRefused, EngineTrouble, OneOfThemRefused } from './requests.ts';

/** These change something in a statement of their own: when the connection breaks, nobody knows whether they did. */
const changing: ReadonlySet<string> = new Set<keyof Engine>([
  'deploy',
  'endForce',
  'setOrganisation',
  'publishMessage',
  'broadcastSignal',
  'evaluateConditions',
  'activateJobs',
  'extendLock',
  'tryAgain',
  'startBulk',
  'cancelBulk',
  'erasePersonalData',
  'addDeliveryTarget',
  'removeDeliveryTarget',
]);
/** Longest pause between two tries, in milliseconds. */
const longestPauseMs = 500;

export interface KnownErrorsOptions {
  /** How long an act waits for a database that is away, in milliseconds. */
  readonly patienceMs: number;
  readonly isClosing: () => boolean;
  readonly log: (message: string, error: unknown) => void;
}

/**
 * The same engine: CommandRejected, EngineRefused, EngineTrouble and OneOfThemRefused pass; what met a database that is away is done again until patience ends in
 * DATABASE_UNAVAILABLE; a change whose connection broke is OUTCOME_UNKNOWN; anything else is ENGINE_FAILED, with its cause.
 */
export function knownErrors<T extends object>(engine: T, options: KnownErrorsOptions): T {
  return Object.fromEntries(
    Object.entries(engine).map(([name, member]: [string, unknown]) => [
      name,
      typeof member !== 'function' || name === 'close' ? member : patient(name, member as (...given: unknown[]) => unknown, options),
    ]),
  ) as T;
}

function patient(name: string, act: (...given: unknown[]) => unknown, options: KnownErrorsOptions) {
  return (...given: unknown[]): unknown => {
    const first = act(...given);
    return first instanceof Promise ? settled(name, first, () => act(...given) as Promise<unknown>, options) : first;
  };
}

async function settled(
  name: string,
  first: Promise<unknown>,
  again: () => Promise<unknown>,
  { patienceMs, isClosing, log }: KnownErrorsOptions,
) {
  const until = performance.now() + patienceMs;
  let outcome = first;
  for (let pause = 10; ; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      return await outcome;
    } catch (error) {
      if (isKnown(error)) throw error;
      if (isClosing()) throw engineClosed();
      if (!isPassing(error)) throw failed(name, error, log);
      if (changing.has(name) && mayBeDone(error)) throw outcomeUnknown(error);
      if (performance.now() > until) throw unavailable(error);
      await new Promise((resolve) => setTimeout(resolve, pause));
      outcome = again();
    }
  }
}

const isKnown = (error: unknown) =>
  [CommandRejected, EngineRefused, EngineTrouble, OneOfThemRefused, DatabaseUnavailable].some((kind) => error instanceof kind);

/** Not when the server let nobody in. */
function mayBeDone(error: unknown): boolean {
  const { code = '' } = error as { code?: string };
  return isConnectionLost(error) && !['ECONNREFUSED', '57P03', '53300'].includes(code);
}

function failed(name: string, error: unknown, log: KnownErrorsOptions['log']): EngineTrouble {
  log(name, error);
  return new EngineTrouble('ENGINE_FAILED', 'Lỗi của hệ thống; không có gì thay đổi', 'The engine failed; nothing was changed', error);
}

function outcomeUnknown(error: unknown): EngineTrouble {
  return new EngineTrouble(
    'OUTCOME_UNKNOWN',
    'Mất kết nối giữa chừng; có thể đã thực hiện, hãy kiểm tra hoặc gửi lại',
    'The connection broke; it may have been done: look, or send it again',
    error,
  );
}

function unavailable(error: unknown): EngineTrouble {
  return new EngineTrouble('DATABASE_UNAVAILABLE', 'Không kết nối được cơ sở dữ liệu', 'The database cannot be reached', error);
}
