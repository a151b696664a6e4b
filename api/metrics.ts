/** Figures for Prometheus. One registry a service, so that two in one process (tests) do not count for each other. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly signIns: Counter<'outcome'>;
  readonly streams: Gauge;
}

export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'taicho_' });
  return {
    registry,
    requests: new Histogram({
      name: 'taicho_http_request_seconds',
      help: 'Time of requests by method, route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    }),
    signIns: new Counter({
      name: 'taicho_sign_ins_total',
      help: 'Attempts to sign in by outcome',
      labelNames: ['outcome'],
      registers: [registry],
    }),
    streams: new Gauge({ name: 'taicho_event_streams', help: 'Open event streams', registers: [registry] }),
  };
}
