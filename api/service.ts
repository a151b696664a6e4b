/** What every route works with. Opened once, by `main.ts` or a test. */
import type pg from 'pg';
import type { Engine } from '../engine/runtime/index.ts';
import type { AnalysisInput, AnalysisReport } from './appraisal/analyse.ts';
import type { OidcProvider } from './auth/oidc.ts';
import type { Metrics } from './metrics.ts';

export interface Service {
  readonly engine: Engine;
  /** Connections of the service's own: users, sessions, keys, documents, webhooks. */
  readonly pool: pg.Pool;
  readonly settings: Settings;
  readonly metrics: Metrics;
  readonly log: (message: string, details?: unknown) => void;
  /** What finds what is wrong with a procedure; absent: the checker, on a thread of its own. */
  readonly analyse?: Analyse;
  /** True once the program has been asked to stop: not ready for new work. */
  readonly stopping: () => boolean;
}

export interface Settings {
  /** Cookies are `Secure`: behind TLS. */
  readonly secure: boolean;
  /** As people reach it, without a slash at the end. */
  readonly publicUrl: string;
  /** Proxies before us whose X-Forwarded-For is believed. */
  readonly trustedProxies: number;
  /** Requests a minute of one address. */
  readonly requestsPerMinute: number;
  /** Webhooks may go to addresses of private networks. */
  readonly privateWebhooks: boolean;
  /** How often an event stream says that it lives, and asks whether it may, in milliseconds; 15 seconds. */
  readonly heartbeatMs?: number;
  /** False: no messages for the portal are made; what happened meanwhile is made up for when it is on again. */
  readonly portal?: boolean;
  /** Accounts of the demonstration exist. */
  readonly demo: boolean;
  readonly oidc?: OidcProvider;
}

/** What is found in a procedure before it is approved. */
export type Analyse = (input: AnalysisInput) => Promise<AnalysisReport>;
