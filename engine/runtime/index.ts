/** The durable engine: `openEngine()` and what goes with it. The public face of this folder. */
export { openEngine } from './open-engine.ts';
export type { Engine, EngineOptions, JobLock, Start } from './engine.ts';
export type { Delivery } from './deliveries.ts';
export type { BroadcastOnce } from './broadcast.ts';
export type { CheckedProcedure, Deployed, DeployTerms, ProcedureContent } from './deploy.ts';
export { isInForce } from './queries/is-in-force.ts';
export type { FeedEntry } from './feed.ts';
export type { Job, JobRequest } from './jobs.ts';
export type { PublishedMessage } from './messages.ts';
export type { PersonalDatum } from './personal-data.ts';
export { wholeText } from './boundary.ts';
export { isPassing } from './database-errors.ts';
export { cursorOf, placeOf } from './queries/cursor.ts';
export { limitOf, pageOf } from './queries/page.ts';
export { EngineRefused, EngineTrouble, isId, OneOfThemRefused, unknownDossier, type Actor, type Answer, type Request } from './requests.ts';
export { DatabaseUnavailable } from './embedded-postgres.ts';
export { largestRemainder, unitsBelow } from './queries/index.ts';
export type * from './queries/index.ts';
