/** Reading and replacing the organisation, under the number by which nobody overwrites another's changes. */
import { RequestRefused } from '../../../api/client.ts';
import { api, ask } from '../../data/session.ts';
import type { OrganisationContent } from './organisation-document.ts';

export interface ReadOrganisation {
  readonly revision: number;
  readonly content: OrganisationContent;
}

/** The one in force. The number is in a header, which the client's functions do not give. */
export async function loadOrganisation(): Promise<ReadOrganisation> {
  const response = await ask(new URL('/api/v1/organisation', location.origin));
  const body = (await response.json()) as object;
  if (!response.ok) throw new RequestRefused(response.status, body);
  const revision = Number(/\d+/.exec(response.headers.get('etag') ?? '')?.[0] ?? 0);
  return { revision, content: body as OrganisationContent };
}

/** Puts it in force. Throws RequestRefused: REVISION_CHANGED when somebody else has replaced it meanwhile. */
export async function saveOrganisation(content: OrganisationContent, revision: number): Promise<void> {
  await api.putOrganisation({ body: content as unknown as Record<string, unknown>, ifRevision: revision });
}
