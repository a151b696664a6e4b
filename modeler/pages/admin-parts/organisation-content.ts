/** The organisation as the document that is read and replaced as a whole, with the number it was read under. */
import { RequestRefused } from '../../../api/client.ts';
import type { CalendarDefinition, Officer, Unit } from '../../../engine/index.ts';
import { api, ask } from '../../data/session.ts';

export interface OrganisationContent {
  readonly id: string;
  readonly name: string;
  readonly units: readonly Unit[];
  readonly officers?: readonly Officer[];
  readonly calendars?: readonly CalendarDefinition[];
  readonly calendar?: string;
  readonly handOffUnclaimedHours?: number;
  readonly source?: string;
}

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
