/** What an error of the database says about the one request that met it. */
import { EngineRefused, EngineTrouble, type Request } from './requests.ts';

/**
 * A refusal, a failure of ours, or 'again': another process did the same at the same time, and now there is an answer to find. `requests`: those of the
 * transaction that failed.
 */
export function meaningOf(error: unknown, requests: readonly Pick<Request, 'code' | 'restartOf'>[] = []): 'again' | Error {
  if (error instanceof EngineTrouble || error instanceof EngineRefused) return error;
  const { code, constraint, detail = '' } = error as { code?: string; constraint?: string; detail?: string };
  if (code === '23505') {
    if (constraint === 'dossiers_code_key') return codeTaken(requests, detail);
    if (constraint === 'dossiers_restart_of') return restarted(requests);
    return 'again';
  }
  return new EngineTrouble('ENGINE_FAILED', 'Lỗi của hệ thống; không có gì thay đổi', 'The engine failed; nothing was changed', error);
}

/** The database names the code that it met, in whatever language it speaks, as `(code)=(H01-2)`. */
function codeTaken(requests: readonly Pick<Request, 'code'>[], detail: string): EngineRefused {
  const taken = requests.find(({ code }) => code !== undefined && detail.includes(`=(${code})`))?.code ?? '';
  return new EngineRefused('CODE_TAKEN', `Đã có hồ sơ mang mã "${taken}"`, `There is a dossier with the code "${taken}" already`, {
    code: taken,
  });
}

function restarted(requests: readonly Pick<Request, 'restartOf'>[]): EngineRefused {
  const dossierId = requests.find(({ restartOf }) => restartOf !== undefined)?.restartOf ?? '';
  return new EngineRefused(
    'RESTARTED',
    `Hồ sơ "${dossierId}" đang được làm lại`,
    `The dossier "${dossierId}" is being done again already`,
    { dossierId },
  );
}

export const isOutcomeUnknown = (error: unknown) => error instanceof EngineTrouble && error.code === 'OUTCOME_UNKNOWN';

export function outOfPatience(code: 'DOSSIER_BUSY' | 'DATABASE_UNAVAILABLE', { dossierId }: Request, cause: unknown): EngineTrouble {
  return code === 'DOSSIER_BUSY'
    ? new EngineTrouble(code, `Hồ sơ ${dossierId ?? ''} đang bận`, `The dossier ${dossierId ?? ''} is busy`, cause)
    : new EngineTrouble(code, 'Không kết nối được cơ sở dữ liệu', 'The database cannot be reached', cause);
}
