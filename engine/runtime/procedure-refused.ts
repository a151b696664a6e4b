import type { Problem } from '../model/types.ts';
import { EngineRefused } from './requests.ts';

/** PROCEDURE_REFUSED with all problems in its details and the errors in its sentence. */
export function procedureRefused(problems: readonly Problem[]): EngineRefused {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const places = errors.map(({ code, at }) => `${code}${at === undefined ? '' : ` (${at})`}`).join(', ');
  return new EngineRefused('PROCEDURE_REFUSED', `Không nhận thủ tục: ${places}`, `The procedure is refused: ${places}`, { problems });
}
