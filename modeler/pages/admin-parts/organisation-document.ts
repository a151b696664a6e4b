/** The organisation as the document that is read and replaced as a whole. */
import type { CalendarDefinition, Officer, Unit } from '../../../engine/index.ts';

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
