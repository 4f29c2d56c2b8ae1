import type { Config } from '../config.ts';
import { readTlsFiles } from '../tls-files.ts';

type TemporalConfig = Pick<
  Config,
  | 'TEMPORAL_ADDRESS'
  | 'TEMPORAL_USE_TLS'
  | 'TEMPORAL_CA'
  | 'TEMPORAL_CERT'
  | 'TEMPORAL_KEY'
  | 'TEMPORAL_SERVER_NAME'
  | 'TEMPORAL_API_KEY'
>;

/** How clients and workers reach Temporal. An API key goes over TLS alone, as the SDK has it. */
export function temporalAddress(config: TemporalConfig) {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_API_KEY: apiKey } = config;
  const { ca, cert, key } = readTlsFiles({
    ca: config.TEMPORAL_CA,
    cert: config.TEMPORAL_CERT,
    key: config.TEMPORAL_KEY,
  });
  const serverName = config.TEMPORAL_SERVER_NAME;
  const useTls = config.TEMPORAL_USE_TLS || apiKey !== undefined;
  const tls = {
    ...(serverName !== undefined && { serverNameOverride: serverName }),
    ...(ca && { serverRootCACertificate: ca }),
    ...(cert && key && { clientCertPair: { crt: cert, key } }),
  };
  return { address, ...(useTls && { tls }), ...(apiKey !== undefined && { apiKey }) };
}
