/** Asks the engine, and writes down before and after. */
import { CommandRejected } from '../../engine/index.ts';
import { EngineRefused, EngineTrouble, type Engine } from '../../engine/runtime/index.ts';
import type { Ask, Journal, Line } from './journal.ts';

/** The key is the request's name everywhere: its first word is the caller, and the actor of the history row carries it whole. */
export async function perform(engine: Engine, journal: Journal, key: string, ask: Ask): Promise<Line> {
  journal.write({ what: 'asked', key, ask });
  const line = await answerOf(engine, key, ask);
  journal.write(line);
  return line;
}

async function answerOf(engine: Engine, key: string, ask: Ask): Promise<Line> {
  try {
    return await asked(engine, key, ask);
  } catch (error) {
    if (error instanceof CommandRejected || error instanceof EngineRefused) return { what: 'refused', key, code: error.code };
    if (error instanceof EngineTrouble) return { what: 'trouble', key, code: error.code };
    return { what: 'odd', key, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function asked(engine: Engine, key: string, ask: Ask): Promise<Line> {
  const actor = { user: key.split(' ')[0]!, channel: key };
  const about = { idempotencyKey: key };
  if (ask.do === 'publish') return { what: 'kept', key, isNew: await engine.publishMessage(ask.message) };
  if (ask.do === 'broadcast') {
    await engine.broadcastSignal('storm', { storm: ask.storm });
    return { what: 'sent', key };
  }
  const { dossierId, revision, repeated } =
    ask.do === 'start'
      ? await engine.start({ processKey: ask.processKey, variables: ask.variables }, actor, { ...about, code: ask.code })
      : await engine.execute(ask.dossierId, ask.command, actor, {
          ...about,
          ...(ask.lockToken !== undefined && { lockToken: ask.lockToken }),
        });
  return { what: 'done', key, dossierId, revision, repeated: repeated ?? false };
}
