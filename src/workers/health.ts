/**
 * node src/workers/health.ts api|worker-workflow|worker-parse|relay
 *
 * The health check of a container: asks the role in it whether it is ready, exits with 0 if so, and otherwise says what is
 * wrong. Reads the same environment as the role; a role other than the API needs METRICS_PORT for it.
 */
import { loadConfig } from '../config.ts';

const roles = ['api', 'worker-workflow', 'worker-parse', 'relay'];
const withinMs = 8_000;

/** @returns what is wrong. */
async function checkRole(role: string): Promise<string | undefined> {
  if (!roles.includes(role)) return `Usage: node src/workers/health.ts ${roles.join('|')}`;
  const { SERVER_PORT, METRICS_PORT } = loadConfig();
  const port = role === 'api' ? SERVER_PORT : METRICS_PORT;
  if (port === undefined) return 'METRICS_PORT has to be set: the role answers for itself there';
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(withinMs) });
  return answer.ok ? undefined : `${role} is not ready: ${await answer.text()}`;
}

const wrong = await checkRole(process.argv[2] ?? '').catch(String);
if (wrong) process.stderr.write(`${wrong}\n`);
process.exit(wrong ? 1 : 0);
