import type { MiddlewareHandler } from 'hono';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { ApiEnv } from './http/env.ts';
import { requestTimes } from './request-times.ts';

/** So often it is looked whether the loop is late: at the library's every 10 ms, a process at rest does little else. */
const LAG_LOOK_MS = 250;

/** The process's own figures, in Prometheus' text format. */
export function metrics(live: () => number, position: () => number) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_LOOK_MS });
  const times = requestTimes();
  new Gauge({
    name: 'live_connections',
    help: 'Open live connections',
    registers: [registry],
    collect() {
      this.set(live());
    },
  });
  new Gauge({
    name: 'event_log_position',
    help: 'Last event handed out',
    registers: [registry],
    collect() {
      this.set(position());
    },
  });
  const passedOver = new Counter({
    name: 'events_passed_over_total',
    help: 'Events that a follower of the log gave up, by follower',
    labelNames: ['follower'],
    registers: [registry],
  });
  const jobs = new Counter({
    name: 'jobs_total',
    help: 'Jobs begun, by kind and by how they ended',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  });
  const middleware: MiddlewareHandler<ApiEnv> = async (c, next) => {
    const started = performance.now();
    await next();
    times.answered(c.req.method, c.res.status, performance.now() - started);
  };
  return {
    middleware,
    jobEnded: (kind: string, outcome: string) => jobs.inc({ kind, outcome }),
    /** For answers that pass the middleware by. */
    answered: times.answered,
    passedOver: (follower: string) => passedOver.inc({ follower }),
    text: async () => `${await registry.metrics()}\n${times.text()}`,
    contentType: registry.contentType,
  };
}
export type Metrics = ReturnType<typeof metrics>;
