import type { Config } from '../config.ts';
import { noTracing, type Tracing } from './tracing.ts';

type TracingConfig = Pick<
  Config,
  | 'OTEL_SDK_DISABLED'
  | 'OTEL_TRACES_EXPORTER'
  | 'OTEL_EXPORTER_OTLP_ENDPOINT'
  | 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'
  | 'OTEL_SERVICE_NAME'
  | 'OTEL_TRACES_SAMPLER'
  | 'OTEL_TRACES_SAMPLER_ARG'
>;

/** Disabled unless the standard variables name a receiver; OpenTelemetry is loaded only then. */
export async function startTracing(config: TracingConfig, role: string): Promise<Tracing> {
  const endpoint = config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? config.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined || config.OTEL_SDK_DISABLED || config.OTEL_TRACES_EXPORTER === 'none')
    return noTracing;
  const { openTelemetry } = await import('./open-telemetry.ts');
  return openTelemetry({
    serviceName: config.OTEL_SERVICE_NAME,
    role,
    sampler: config.OTEL_TRACES_SAMPLER,
    samplerArgument: config.OTEL_TRACES_SAMPLER_ARG,
  });
}
