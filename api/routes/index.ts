/** Every route there is, one file a resource. Validation, the OpenAPI document, the client and the tests of who may do what read this list. */
import type { Route } from '../route.ts';
import { dossierRoutes } from './dossiers.ts';
import { handOffRoutes } from './hand-offs.ts';
import { sessionRoutes } from './session.ts';
import { taskRoutes } from './tasks.ts';

export const routes: readonly Route[] = [...sessionRoutes, ...dossierRoutes, ...taskRoutes, ...handOffRoutes];
