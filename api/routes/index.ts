/** Every route there is, one file a resource. Validation, the OpenAPI document, the client and the tests of who may do what read this list. */
import type { Route } from '../route.ts';
import { documentRoutes } from './documents.ts';
import { dossierRoutes } from './dossiers.ts';
import { eventRoutes } from './events.ts';
import { portalRoutes } from './portal.ts';
import { sessionRoutes } from './session.ts';
import { webhookRoutes } from './webhooks.ts';

export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...dossierRoutes,
  ...documentRoutes,
  ...eventRoutes,
  ...webhookRoutes,
  ...portalRoutes,
];
