import { createMetrics, type Metrics } from '../../metrics/metrics.ts';

/** What the API itself counts. */
export function createApiMetrics(metrics: Metrics = createMetrics()) {
  const duration = metrics.histogram('argus_http_request_duration_seconds');
  const series = new Map<string, { observe(seconds: number): void }>();

  return {
    all: metrics,
    uploadBytes: metrics.counter('argus_upload_bytes_total'),
    uploadFiles: metrics.counter('argus_upload_files_total'),
    uploadResumes: metrics.counter('argus_upload_resumes_total'),
    uploads: metrics.gauge('argus_uploads'),
    streams: metrics.gauge('argus_event_streams'),

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
