import type { RulesBody } from '../../api/rules/schema.ts';
import { createApiClient } from '../http-client.ts';
import { printTable } from '../print-table.ts';

interface Options {
  server: string;
  platform?: string;
  json?: boolean;
}

/** The rules with what holds on a platform. */
export async function rules(options: Options): Promise<void> {
  const query = new URLSearchParams(options.platform ? { platform: options.platform } : {});
  const body = await createApiClient(options.server).get<RulesBody>(`/api/v1/rules?${query}`);
  if (options.json) process.stdout.write(`${JSON.stringify(body.rules, null, 2)}\n`);
  else {
    printTable(
      ['RULE', 'ON', 'QUESTION', 'THRESHOLDS'],
      body.rules.map(({ id, enabled, question, thresholds }) => [
        id,
        enabled ? 'yes' : 'no',
        question,
        thresholds
          .map(({ name, value, standard, unit }) => {
            const changed = value === standard ? '' : ` (by itself ${standard})`;
            return `${name} ${value}${unit === '' ? '' : ` ${unit}`}${changed}`;
          })
          .join(', '),
      ]),
    );
  }
}
