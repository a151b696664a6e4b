/** Which fields the service refused (FORM_INVALID), each with its sentence. */
import { RequestRefused } from '../../api/client.ts';

/** By the name of the field; empty when the refusal was about something else. */
export function refusedFields(error: unknown): Record<string, string> {
  if (!(error instanceof RequestRefused)) return {};
  const found: Record<string, string> = {};
  for (const { pointer, detail } of error.problem.errors ?? []) {
    const name = /^\/variables\/([^/]+)/u.exec(pointer)?.[1];
    if (name !== undefined) found[name.replaceAll('~1', '/').replaceAll('~0', '~')] ??= detail;
  }
  return found;
}
