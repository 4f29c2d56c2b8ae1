import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Metrics of the API itself; one set per process. */
export function createApiMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'argus_' });
  const duration = new Histogram({
    name: 'argus_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last byte of its response',
    labelNames: ['route', 'method', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
    registers,
  });
  const series = new Map<string, { observe(seconds: number): void }>();

  return {
    registry,
    uploadBytes: new Counter({
      name: 'argus_upload_bytes_total',
      help: 'Bytes of recording files stored',
      registers,
    }),
    uploads: new Gauge({ name: 'argus_uploads', help: 'Uploads in progress', registers }),
    streams: new Gauge({ name: 'argus_event_streams', help: 'Open event streams', registers }),

    /** This lookup of the labels costs a third of prom-client's own. */
    observeRequest(route: string, method: string, status: number, seconds: number): void {
      const key = `${status} ${method} ${route}`;
      let found = series.get(key);
      if (!found) {
        found = duration.labels(route, method, String(status));
        series.set(key, found);
      }
      found.observe(seconds);
    },
  };
}

export type ApiMetrics = ReturnType<typeof createApiMetrics>;
