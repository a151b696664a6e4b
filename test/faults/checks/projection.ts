/** Every row of every projected table is what the history says; no row is of a dossier that is not there. */
import { projectionMatches } from '../../support/projection-matches.ts';
import type { Check } from '../evidence.ts';

export const projection: Check = ({ client, version, organisation }) => projectionMatches(client, { version, organisation });
