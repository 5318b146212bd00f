import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  /** Notes one answered request; routes are counted by their pattern, so that labels stay few. */
  observe(method: string, route: string, status: number, milliseconds: number): void;
}

/** Metrics of one service: the process, and the time to answer by route and status (Prometheus). */
export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'sijill_http_request_seconds',
    help: 'Time to answer a request, by method, route and status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
  // Finding the labels anew takes longer than answering a 304.
  const known = new Map<string, Histogram.Internal<string>>();
  const labelled = (method: string, route: string, status: number) => {
    const key = `${method} ${status} ${route}`;
    const found = known.get(key) ?? seconds.labels(method, route, `${status}`);
    known.set(key, found);
    return found;
  };
  return {
    registry,
    observe: (method, route, status, milliseconds) =>
      labelled(method, route, status).observe(milliseconds / 1000),
  };
}
