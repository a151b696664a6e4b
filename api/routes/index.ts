/** Every route there is, one file a resource. Validation, the OpenAPI document, the client and the tests of who may do what read this list. */
import type { Route } from '../route.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { auditLogRoutes } from './audit-log.ts';
import { delegationRoutes } from './delegations.ts';
import { descriptionRoutes } from './description.ts';
import { dossierActRoutes } from './dossier-acts.ts';
import { dossierRoutes } from './dossiers.ts';
import { organisationRoutes } from './organisation.ts';
import { sessionRoutes } from './session.ts';
import { userRoutes } from './users.ts';

export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...dossierRoutes,
  ...dossierActRoutes,
  ...userRoutes,
  ...delegationRoutes,
  ...apiKeyRoutes,
  ...auditLogRoutes,
  ...organisationRoutes,
  ...descriptionRoutes(() => routes),
];
