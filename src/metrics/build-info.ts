import packageJson from '../../package.json' with { type: 'json' };
import type { Metrics } from './metrics.ts';

/** Version and runtime of this process. */
export function showBuild(metrics: Metrics, role: string): void {
  metrics.gauge('argus_build_info').set({ version: packageJson.version, node: process.version, role }, 1);
}
