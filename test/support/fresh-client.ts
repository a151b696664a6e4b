import { format, resolveConfig } from 'prettier';
import { clientSource } from '../../api/client-source.ts';
import { routes } from '../../api/routes/index.ts';

export const clientFile = new URL('../../api/client-operations.ts', import.meta.url);

/** What api/client-operations.ts must say: the operations of all routes. */
export async function freshClient(): Promise<string> {
  return format(clientSource(routes), { ...(await resolveConfig(clientFile)), parser: 'typescript' });
}
