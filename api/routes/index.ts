/** Every route there is, one file a resource. Validation, the OpenAPI document, the client and the tests of who may do what read this list. */
import type { Route } from '../route.ts';
import { adHocPartRoutes } from './ad-hoc-parts.ts';
import { analysisRoutes } from './analyses.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { appraisalDeskRoutes } from './appraisal-desk.ts';
import { appraisalFindingRoutes } from './appraisal-findings.ts';
import { appraisalSettingsRoutes } from './appraisal-settings.ts';
import { appraisalRoutes } from './appraisals.ts';
import { auditLogRoutes } from './audit-log.ts';
import { catalogueRoutes } from './catalogue.ts';
import { decisionEvaluationRoutes } from './decision-evaluations.ts';
import { decisionRoutes } from './decisions.ts';
import { delegationRoutes } from './delegations.ts';
import { descriptionRoutes } from './description.ts';
import { dossierActRoutes } from './dossier-acts.ts';
import { dossierRoutes } from './dossiers.ts';
import { draftRoutes } from './drafts.ts';
import { organisationRoutes } from './organisation.ts';
import { sessionRoutes } from './session.ts';
import { userRoutes } from './users.ts';
import { visitRoutes } from './visits.ts';
import { bulkRunRoutes } from './bulk-runs.ts';
import { calendarRoutes } from './calendars.ts';
import { flagRoutes } from './flags.ts';
import { handOffRoutes } from './hand-offs.ts';
import { incidentRoutes } from './incidents.ts';
import { jobRoutes } from './jobs.ts';
import { messageRoutes } from './messages.ts';
import { procedureRoutes } from './procedures.ts';
import { processTableRoutes } from './process-tables.ts';
import { reportRoutes } from './reports.ts';
import { rosterRoutes } from './rosters.ts';
import { conditionRoutes } from './conditions.ts';
import { signalRoutes } from './signals.ts';
import { taskRoutes } from './tasks.ts';
import { documentRoutes } from './documents.ts';
import { eventRoutes } from './events.ts';
import { operationRoutes } from './operations.ts';
import { portalRoutes } from './portal.ts';
import { webhookRoutes } from './webhooks.ts';

export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...dossierRoutes,
  ...visitRoutes,
  ...dossierActRoutes,
  ...operationRoutes,
  ...bulkRunRoutes,
  ...userRoutes,
  ...delegationRoutes,
  ...apiKeyRoutes,
  ...auditLogRoutes,
  ...organisationRoutes,
  ...rosterRoutes,
  ...taskRoutes,
  ...adHocPartRoutes,
  ...handOffRoutes,
  ...procedureRoutes,
  ...processTableRoutes,
  ...analysisRoutes,
  ...decisionEvaluationRoutes,
  ...draftRoutes,
  ...appraisalRoutes,
  ...appraisalFindingRoutes,
  ...appraisalDeskRoutes,
  ...appraisalSettingsRoutes,
  ...decisionRoutes,
  ...catalogueRoutes,
  ...jobRoutes,
  ...messageRoutes,
  ...conditionRoutes,
  ...signalRoutes,
  ...flagRoutes,
  ...incidentRoutes,
  ...calendarRoutes,
  ...reportRoutes,
  ...documentRoutes,
  ...eventRoutes,
  ...webhookRoutes,
  ...portalRoutes,
  ...descriptionRoutes(() => routes),
];
