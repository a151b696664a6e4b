import type { Command } from '../semantics/commands.ts';
import type { Event } from '../semantics/events.ts';
import type { Locked, LockedDossier } from './lock-dossiers.ts';
import type { Request } from './requests.ts';
import type { RowOf } from './store/tables.ts';

/** One row of the history: one command, who gave it, and what came of it. */
export function historyRow(
  { id, revision }: LockedDossier,
  { command, actor, reason }: Request,
  events: readonly Event[],
  atMs: number,
  { generation, xid }: Locked,
): RowOf<'history'> {
  return {
    dossier_id: id,
    revision,
    at: atMs,
    occurred_at: 'occurredAt' in command ? command.occurredAt : undefined,
    reason,
    actor: JSON.stringify(actor),
    command: JSON.stringify(withoutPayload(command)),
    events: JSON.stringify(events),
    generation,
    xid,
  };
}

/** The history says what was asked, not with which data. */
function withoutPayload(command: Command): object {
  if (!('variables' in command) || command.variables === undefined) return command;
  const { variables, ...rest } = command;
  return { ...rest, variableNames: Object.keys(variables) };
}
