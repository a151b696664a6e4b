import type { Command } from '../semantics/commands.ts';
import { CommandRejected } from '../semantics/errors.ts';
import type { Version, Versions } from './versions.ts';

/** The version that a command moves its dossier to; undefined for any other command. Throws UNKNOWN_VERSION, NOT_APPLICABLE unless it is another version of the same procedure. */
export async function migrationTarget(versions: Versions, version: Version, command: Command): Promise<Version | undefined> {
  if (command.type !== 'migrate') return undefined;
  const target = await versions.get(command.to);
  if (target.id !== version.id && target.processKey === version.processKey) return target;
  if (target.id !== version.id) throw ofAnotherProcedure(target.id);
  throw new CommandRejected('NOT_APPLICABLE', 'Hồ sơ đã ở phiên bản này', 'The dossier has that version already', { versionId: target.id });
}

export function ofAnotherProcedure(versionId: string): CommandRejected {
  return new CommandRejected('NOT_APPLICABLE', 'Đó là phiên bản của thủ tục khác', 'That is a version of another procedure', { versionId });
}
